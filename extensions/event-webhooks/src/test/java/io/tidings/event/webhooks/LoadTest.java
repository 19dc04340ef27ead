package io.tidings.event.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.store.EventStore;
import io.tidings.event.webhooks.internal.tables.PendingDelivery;
import io.tidings.event.webhooks.internal.tables.PendingTable;
import io.tidings.event.webhooks.internal.tables.Sql;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Shows how fast deliveries are, and how much memory what waits takes. Small within the build;
 * {@code mvn -pl extensions/event-webhooks -am test -Dtest=LoadTest
 * -Dsurefire.failIfNoSpecifiedTests=false -Dload.events=10000 -Dload.pending=1000000} prints
 * figures that mean something.
 */
class LoadTest extends WebhooksTest {

  private static final int EVENTS = Integer.getInteger("load.events", 200);
  private static final int PENDING = Integer.getInteger("load.pending", 20_000);
  private static final int A_SECOND = 200;
  private static final int PAGE = 500;

  private final Map<String, Long> arrived = new ConcurrentHashMap<>();
  private final CountDownLatch left = new CountDownLatch(EVENTS);
  private final Receiver.Answer fast =
      (request, socket) -> {
        arrived.putIfAbsent(request.header("X-Tidings-Event-Id"), System.nanoTime());
        Receiver.status(200, "").give(request, socket);
        left.countDown();
      };

  private List<DomainEvent> many(int count) {
    List<DomainEvent> many = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      many.add(fetched());
    }
    return many;
  }

  @Test
  void deliveries_to_one_fast_receiver() throws Exception {
    EventStore trail = closing(builder().open());
    WebhookStore store = WebhookStore.in(trail, vault());
    Receiver receiver = closing(Receiver.answering(fast));
    subscribe(store, SubscriptionSpec.to(receiver.url()));
    trail.append(many(EVENTS));
    long begin = System.nanoTime();
    try (WebhookDispatcher dispatcher =
        WebhookDispatcher.builder(store).policy(HERE).concurrency(16).start()) {
      assertThat(left.await(10, TimeUnit.MINUTES)).isTrue();
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    System.out.printf("%s deliveries, %.0f a second%n", EVENTS, EVENTS / seconds);
    assertThat(arrived).hasSize(EVENTS);
    assertThat(receiver.requests()).hasSize(EVENTS);
  }

  @Test
  void from_the_append_to_the_request_at_200_events_a_second() throws Exception {
    EventStore trail = closing(builder().open());
    WebhookStore store = WebhookStore.in(trail, vault());
    Receiver receiver = closing(Receiver.answering(fast));
    subscribe(store, SubscriptionSpec.to(receiver.url()));
    Map<String, Long> appended = new HashMap<>();
    try (WebhookDispatcher dispatcher = WebhookDispatcher.builder(store).policy(HERE).start()) {
      long begin = System.nanoTime();
      for (int i = 0; i < EVENTS; i++) {
        long due = begin + i * TimeUnit.SECONDS.toNanos(1) / A_SECOND;
        for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
          LockSupport.parkNanos(due - now);
        }
        DomainEvent event = fetched();
        trail.append(event);
        appended.put(event.id(), System.nanoTime());
      }
      assertThat(left.await(10, TimeUnit.MINUTES)).isTrue();
    }
    long[] delays =
        appended.entrySet().stream()
            .mapToLong(sent -> arrived.getOrDefault(sent.getKey(), 0L) - sent.getValue())
            .sorted()
            .toArray();
    System.out.printf(
        "%s events, %s a second: p50 %s ms, p99 %s ms, longest %s ms%n",
        EVENTS, A_SECOND, at(delays, 50), at(delays, 99), at(delays, 100));
    assertThat(delays).hasSize(EVENTS);
    assertThat(receiver.requests()).hasSize(EVENTS);
  }

  private static long at(long[] sorted, int percent) {
    int place = Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1);
    return Duration.ofNanos(Arrays.stream(sorted).skip(place).findFirst().orElse(0)).toMillis();
  }

  @Test
  void what_waits_is_on_the_disk_and_not_in_memory() throws Exception {
    WebhookStore store = openStore();
    Receiver refusing = closing(Receiver.answering(200));
    refusing.close();
    WebhookSubscription made = subscribe(store, SubscriptionSpec.to(refusing.url()));
    Turns turns = turns(store);
    trail().append(many(1));
    turns.settle();
    long before = used();
    for (int page = 0; page < PENDING / PAGE; page++) {
      int from = page * PAGE;
      change(
          store,
          connection -> {
            for (int i = 0; i < PAGE; i++) {
              Sql.update(
                  connection, PendingTable.INSERT, PendingTable.values(waiting(made, from + i)));
            }
          });
    }
    for (int turn = 0; turn < 20; turn++) {
      clock.advance(Duration.ofSeconds(1));
      turns.turn();
    }
    long after = used();
    System.out.printf(
        "%s pending: %.1f MiB more in use%n", pending(store), (after - before) / 1048576.0);
    assertThat(after - before).isLessThan(4L << 20);
    assertThat(pending(store)).isGreaterThan(PENDING - 100L);
  }

  private PendingDelivery waiting(WebhookSubscription made, int number) {
    return new PendingDelivery(
        "waiting-" + number,
        PROJECT,
        made.id(),
        "e-" + number,
        EventType.TRACES_FETCHED.id(),
        "x".repeat(500),
        0,
        clock.instant());
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
