package io.tidings.event.spring.internal.actuate;

import io.tidings.event.BusDescription;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.async.AsyncTap;
import io.tidings.event.async.DeadLetter;
import io.tidings.event.async.DeadLetters;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.Follower;
import io.tidings.event.store.StoredEvent;
import io.tidings.event.store.Window;
import io.tidings.event.store.delivery.DeliveryMetrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** The endpoint {@code tidings}: names and numbers, no content of an event. Thread-safe. */
@Endpoint(id = "tidings")
public final class TidingsEndpoint {

  private static final int LETTERS = 100;

  private final String transactions;
  private final ObjectProvider<EventBus> bus;
  private final ObjectProvider<EventStore> trail;
  private final ObjectProvider<AsyncTap> queue;
  private final Map<String, Follower> followers;
  private final ObjectProvider<DeadLetters> deadLetters;

  /** Creates the endpoint of a bus. */
  public TidingsEndpoint(
      String transactions,
      ObjectProvider<EventBus> bus,
      ObjectProvider<EventStore> trail,
      ObjectProvider<AsyncTap> queue,
      Map<String, Follower> followers,
      ObjectProvider<DeadLetters> deadLetters) {
    this.transactions = transactions;
    this.bus = bus;
    this.trail = trail;
    this.queue = queue;
    this.followers = Map.copyOf(followers);
    this.deadLetters = deadLetters;
  }

  /** Returns the state of the bus, its trail and its dead letters. */
  @ReadOperation
  public Map<String, Object> state() {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("transactions", transactions);
    EventBus described = bus.getIfUnique();
    if (described != null) {
      state.put(
          "subscriptions",
          described.describe().subscriptions().stream().map(TidingsEndpoint::described).toList());
    }
    EventStore store = trail.getIfAvailable();
    if (store != null) {
      state.put("trail", trail(store));
    }
    DeadLetters letters = deadLetters.getIfUnique();
    if (letters != null) {
      state.put("deadLetters", letters(letters));
    }
    return state;
  }

  private static Map<String, Object> described(BusDescription.Entry subscription) {
    return Map.of(
        "name", subscription.name(),
        "selector", subscription.selector(),
        "order", subscription.order(),
        "asynchronous", subscription.isAsynchronous(),
        "metrics", subscription.metrics());
  }

  private Map<String, Object> trail(EventStore store) {
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("events", store.count(EventQuery.platform()));
    state.put("conflicts", store.conflicts());
    AsyncTap tap = queue.getIfUnique();
    if (tap != null) {
      state.put(
          "queue",
          Map.of("pending", tap.pending(), "dropped", tap.dropped(), "failed", tap.failed()));
    }
    long last = last(store);
    Map<String, Object> reading = new LinkedHashMap<>();
    followers.forEach((name, follower) -> reading.put(name, described(follower, last)));
    state.put("followers", reading);
    Map<String, Object> deliveries = new LinkedHashMap<>();
    store.deliveries().forEach(numbers -> deliveries.put(numbers.name(), described(numbers)));
    state.put("deliveries", deliveries);
    return state;
  }

  private static long last(EventStore store) {
    @Nullable Long last;
    try (Stream<StoredEvent> latest =
        store.stream(EventQuery.platform().window(Window.latest(1)))) {
      last = latest.map(StoredEvent::seq).findFirst().orElse(0L);
    }
    return last;
  }

  private static Map<String, Object> described(Follower follower, long last) {
    return Map.of(
        "position", follower.position(),
        "lag", Math.max(0, last - follower.position()),
        "running", !follower.done().isDone());
  }

  private static Map<String, Object> described(DeliveryMetrics numbers) {
    return Map.of(
        "position", numbers.position(),
        "lag", numbers.lag(),
        "lagSeconds", numbers.lagTime().toSeconds(),
        "failed", numbers.failed(),
        "held", numbers.held(),
        "dead", numbers.dead());
  }

  private static Map<String, Object> letters(DeadLetters letters) {
    List<DeadLetter> all = letters.list();
    return Map.of(
        "total", all.size(),
        "dropped", letters.dropped(),
        "letters", all.stream().limit(LETTERS).map(TidingsEndpoint::described).toList());
  }

  private static Map<String, Object> described(DeadLetter letter) {
    DomainEvent event = letter.event();
    return Map.of(
        "subscription", letter.subscription(),
        "kind", event.kind().id(),
        "event", event.id(),
        "attempts", letter.attempts(),
        "failure", letter.failure().getClass().getName());
  }
}
