package io.tidings.event.webhooks.internal.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoredEvent;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.webhooks.SecretVault;
import io.tidings.event.webhooks.SubscriptionSpec;
import io.tidings.event.webhooks.WebhookStore;
import io.tidings.event.webhooks.internal.http.NameResolver;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Turns of a dispatcher that another one has superseded. */
class DispatchLoopTest {

  private static final String PROJECT = "apollo";

  @TempDir Path directory;

  @Contract("WEB-14")
  @Test
  void superseded_dispatcher_sends_only_with_the_lease() throws Exception {
    try (EventStore trail = EventStore.open(directory.resolve("trail.db"));
        DeliverySender sender = sender()) {
      SecretVault vault = SecretVault.inFile(directory.resolve("webhooks.key"));
      WebhookStore.in(trail, vault)
          .create(PROJECT, SubscriptionSpec.to("https://hooks.example.com"), null);
      List<Runnable> started = new ArrayList<>();
      DispatchLoop first = loop(trail, sender, started);
      DispatchLoop second = loop(trail, sender, started);
      first.turn(() -> true);
      second.turn(() -> true);
      enqueue(trail);
      first.nudgeAll();

      assertThat(first.turn(() -> false)).isFalse();
      assertThat(started).isEmpty();
      assertThat(first.turn(() -> true)).isTrue();
      assertThat(started).hasSize(1);
    }
  }

  private static void enqueue(EventStore trail) {
    trail.append(
        DomainEvent.root(EventType.TRACES_FETCHED)
            .scope(EventScope.none().withProject(PROJECT))
            .build());
    DeliveryEnqueuer enqueuer = new DeliveryEnqueuer(trail.database(), ids -> {});
    List<StoredEvent> events = trail.list(DeliveryEnqueuer.QUERY);
    events.forEach(enqueuer::handle);
    enqueuer.flush();
  }

  private static DispatchLoop loop(
      EventStore trail, DeliverySender sender, List<Runnable> started) {
    return new DispatchLoop(
        trail, sender, started::add, new Backoff(new Random(1)), DispatchLimits.STANDARD);
  }

  private static DeliverySender sender() throws Exception {
    return new DeliverySender(
        (id, secret) -> secret,
        (endpoint, addresses) -> addresses.get(0),
        NameResolver.SYSTEM,
        SSLContext.getDefault(),
        InstantSource.system(),
        Duration.ofSeconds(1));
  }
}
