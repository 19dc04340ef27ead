package io.tidings.event.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.EventStore;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.webhooks.internal.payload.DeliveryId;
import io.tidings.event.webhooks.internal.tables.Sql;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills a process in the middle of its deliveries, again and again. {@code mvn -pl
 * extensions/event-webhooks -am test -Dtest=KillTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dkill.cycles=100} does so a hundred times.
 */
@Tag("once")
class KillTest extends WebhooksTest {

  private static final int EVENTS = 100;
  private static final int SUBSCRIPTIONS = 5;

  @Contract({"WEB-16", "WEB-17"})
  @Test
  void each_pair_is_delivered_by_one_id_and_none_is_forgotten_however_often_it_is_killed()
      throws Exception {
    int cycles = Integer.getInteger("kill.cycles", 3);
    long seed = Long.getLong("kill.seed", System.nanoTime());
    Random random = new Random(seed);
    Set<String> received = ConcurrentHashMap.newKeySet();
    AtomicInteger requests = new AtomicInteger();
    Semaphore come = new Semaphore(0);
    Receiver.Answer thanks = Receiver.status(200, "");
    Receiver receiver =
        closing(
            Receiver.answering(
                (request, socket) -> {
                  received.add(request.deliveryId());
                  requests.incrementAndGet();
                  come.release();
                  thanks.give(request, socket);
                }));
    EventStore trail = closing(EventStore.open(directory.resolve("trail.db")));
    WebhookStore store = WebhookStore.in(trail, vault());
    List<WebhookSubscription> made = new ArrayList<>();
    for (int i = 0; i < SUBSCRIPTIONS; i++) {
      made.add(subscribe(store, SubscriptionSpec.to(receiver.url())));
    }
    Set<String> expected = new HashSet<>();
    for (int cycle = 0; cycle <= cycles; cycle++) {
      List<DomainEvent> more = new ArrayList<>();
      for (int i = 0; i < EVENTS; i++) {
        DomainEvent event = fetched();
        more.add(event);
        made.forEach(to -> expected.add(DeliveryId.of(PROJECT, to.id(), event.id())));
      }
      trail.append(more);
      Process process = DispatchingProcess.start(directory.resolve("trail.db"), keyFile());
      if (cycle < cycles) {
        int after = 1 + random.nextInt(EVENTS * SUBSCRIPTIONS / 2);
        assertThat(come.tryAcquire(after, 60, TimeUnit.SECONDS)).as("seed %s", seed).isTrue();
        process.toHandle().destroyForcibly();
        assertThat(process.waitFor()).isEqualTo(137);
        come.drainPermits();
        halfAMinutePasses(store);
      } else {
        while (!received.containsAll(expected)) {
          assertThat(come.tryAcquire(60, TimeUnit.SECONDS)).as("seed %s", seed).isTrue();
        }
        process.getOutputStream().close();
        assertThat(process.waitFor()).isZero();
      }
    }
    assertThat(received).as("seed %s", seed).isEqualTo(expected);
    assertThat(pending(store)).isZero();
    for (WebhookSubscription each : made) {
      assertThat(store.deliveries(PROJECT, each.id(), WebhookStore.MAX_DELIVERIES))
          .hasSize(Math.min(WebhookStore.MAX_DELIVERIES, EVENTS * (cycles + 1)))
          .allMatch(WebhookDelivery::success);
    }
    System.out.printf(
        "%s kills, %s deliveries, %s requests, seed %s%n",
        cycles, expected.size(), requests.get(), seed);
  }

  /** Expires the leases of the killed process. */
  private static void halfAMinutePasses(WebhookStore store) {
    change(store, connection -> Sql.update(connection, "UPDATE lease SET expires_at = 0"));
  }
}
