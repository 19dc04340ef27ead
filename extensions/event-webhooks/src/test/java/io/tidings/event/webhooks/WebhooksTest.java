package io.tidings.event.webhooks;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventFactory;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.store.EventStore;
import io.tidings.event.testkit.SequentialIds;
import io.tidings.event.testkit.TestClock;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of webhooks have in common: a trail, subscriptions, and turns taken by hand. */
abstract class WebhooksTest {

  static final String PROJECT = "apollo";
  static final EventScope APOLLO = EventScope.none().withProject(PROJECT);
  static final String SECRET = "whsec-0123456789abcdef";
  static final OutboundPolicy HERE = OutboundPolicy.standard().allowingLoopback();
  static final Duration SHORT = Duration.ofMillis(300);

  @TempDir Path directory;

  final TestClock clock = TestClock.at(TestClock.DEFAULT_START);
  final EventFactory events = EventFactory.standard().withClock(clock).withIds(new SequentialIds());
  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  <T extends AutoCloseable> T closing(T resource) {
    opened.push(resource);
    return resource;
  }

  @AfterEach
  void closeAll() throws Exception {
    while (!opened.isEmpty()) {
      opened.pop().close();
    }
  }

  Path file() {
    return directory.resolve("webhooks.db");
  }

  SecretVault vault() {
    return SecretVault.inFile(directory.resolve("webhooks.key"));
  }

  WebhookStore openStore() {
    return closing(WebhookStore.open(file(), vault(), clock));
  }

  EventStore openTrail() {
    return closing(EventStore.builder(directory.resolve("trail.db")).clock(clock).open());
  }

  /** A loop whose turns the test takes, and whose attempts run within them. */
  DispatchLoop loop(EventStore trail, WebhookStore store) {
    return loop(EventFeed.of(trail), store, DispatchLimits.STANDARD);
  }

  DispatchLoop loop(EventFeed feed, WebhookStore store, DispatchLimits limits) {
    Courier courier =
        closing(WebhookDispatcherBuilder.courier(store, HERE, NameResolver.SYSTEM, null, SHORT));
    return new DispatchLoop(
        feed, store, courier, Runnable::run, new Backoff(new Random(42)), limits);
  }

  /** Takes turns until there is nothing to do at this time. */
  static void settle(DispatchLoop loop) {
    for (int turns = 0; loop.turn(); turns++) {
      if (turns > 10_000) {
        throw new AssertionError("the loop does not come to rest");
      }
    }
  }

  /** Lets all retries of what is pending happen. */
  void exhaust(DispatchLoop loop) {
    for (int retry = 0; retry <= Backoff.MAX_RETRIES; retry++) {
      settle(loop);
      clock.advance(Duration.ofMinutes(1));
    }
    settle(loop);
  }

  EventBuilder event(EventKind kind) {
    return events.root(kind).scope(APOLLO);
  }

  DomainEvent fetched() {
    return event(EventType.TRACES_FETCHED).detail("count", 2).build();
  }

  static WebhookSubscription subscribe(WebhookStore store, SubscriptionSpec spec) {
    return store.create(PROJECT, spec, SECRET).subscription();
  }

  static List<WebhookDelivery> deliveries(WebhookStore store, WebhookSubscription of) {
    return store.deliveries(of.project(), of.id(), WebhookStore.MAX_DELIVERIES);
  }

  static long pending(WebhookStore store) {
    return store.database().read(PendingTable::count);
  }
}
