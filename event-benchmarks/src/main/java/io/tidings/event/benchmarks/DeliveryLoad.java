package io.tidings.event.benchmarks;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.async.AsyncTap;
import io.tidings.event.async.RetryPolicy;
import io.tidings.event.benchmarks.suites.PostgresServer;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoreTap;
import io.tidings.event.store.delivery.Delivery;
import io.tidings.event.store.delivery.DeliveryAttempt;
import io.tidings.event.store.delivery.DeliveryHandler;
import io.tidings.event.store.delivery.DeliveryKey;
import io.tidings.event.store.delivery.DeliveryMetrics;
import io.tidings.event.store.delivery.DeliveryOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Load of durable deliveries. {@code DeliveryLoad catch-up FILE|postgres EVENTS} fills a trail and
 * delivers it, {@code keys} the same with a key for each event, {@code poison} with one event that
 * always fails, {@code outage} with a first attempt of every event that fails. {@code DeliveryLoad
 * lag FILE|postgres RATE SECONDS} emits that many events a second. Prints times and numbers.
 */
final class DeliveryLoad {

  private static final int BATCH = 500;
  private static final int PARALLEL = 16;
  private static final int EVENTS_PER_SESSION = 500;
  private static final long POISON = 1_000;
  private static final Duration LONG = Duration.ofMinutes(30);
  private static final EventScope SCOPE = new EventScope("o-1", null, "p-1", "u-1");
  private static final DeliveryOptions OPTIONS =
      DeliveryOptions.perKey(DeliveryKey.SESSION).parallel(PARALLEL);

  private DeliveryLoad() {}

  public static void main(String[] args) throws Exception {
    if (args[1].equals("postgres")) {
      try (PostgresServer server = new PostgresServer();
          EventStore trail = EventStore.open(server.connections())) {
        run(trail, args);
      }
    } else {
      try (EventStore trail = EventStore.open(Path.of(args[1]))) {
        run(trail, args);
      }
    }
  }

  private static void run(EventStore trail, String[] args) throws InterruptedException {
    int number = Integer.parseInt(args[2]);
    RetryPolicy quick =
        RetryPolicy.attempts(3).backoff(Duration.ofMillis(10), Duration.ofMillis(100));
    switch (args[0]) {
      case "catch-up" -> catchUp(trail, number, EVENTS_PER_SESSION, OPTIONS, attempt -> {});
      case "keys" -> catchUp(trail, number, 1, OPTIONS, attempt -> {});
      case "poison" ->
          catchUp(
              trail, number, EVENTS_PER_SESSION, OPTIONS.retrying(quick), DeliveryLoad::poisoned);
      case "outage" ->
          catchUp(trail, number, 1, OPTIONS.retrying(quick), DeliveryLoad::interrupted);
      case "lag" -> lag(trail, number, Integer.parseInt(args[3]));
      default -> throw new IllegalArgumentException("unknown load " + args[0]);
    }
  }

  private static void poisoned(DeliveryAttempt attempt) throws IOException {
    if (attempt.seq() == POISON) {
      throw new IOException("poison");
    }
  }

  private static void interrupted(DeliveryAttempt attempt) throws IOException {
    if (attempt.number() == 1) {
      throw new IOException("the receiver is away");
    }
  }

  private static DomainEvent event(long number, int perSession) {
    return DomainEvent.root(EventType.TOOL_COMPLETED)
        .scope(SCOPE)
        .sessionId("s-" + number / perSession)
        .actorName("indexer")
        .detail("tool", "line_counter")
        .detail("number", number)
        .build();
  }

  private static void fill(EventStore trail, int count, int perSession) {
    List<DomainEvent> batch = new ArrayList<>(BATCH);
    for (long i = trail.count(EventQuery.platform()); i < count; i++) {
      batch.add(event(i, perSession));
      if (batch.size() == BATCH || i + 1 == count) {
        trail.append(batch);
        batch.clear();
      }
    }
  }

  private static void catchUp(
      EventStore trail,
      int count,
      int perSession,
      DeliveryOptions options,
      DeliveryHandler handler) {
    fill(trail, count, perSession);
    String name = "load-" + System.nanoTime();
    long start = System.nanoTime();
    try (Delivery delivery = trail.deliver(name, EventQuery.platform(), options, handler)) {
      if (!delivery.flush(LONG)) {
        throw new IllegalStateException("not delivered: " + delivery.describe());
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      DeliveryMetrics metrics = delivery.metrics();
      print(
          String.format(
              Locale.ROOT,
              "%,d events delivered in %.1f s, %,.0f a second, with at most %,d MiB of heap;"
                  + " %d held, %d dead",
              metrics.delivered(),
              seconds,
              metrics.delivered() / seconds,
              Runtime.getRuntime().maxMemory() >> 20,
              metrics.held(),
              metrics.dead()));
    }
  }

  private static void lag(EventStore trail, int rate, int seconds) throws InterruptedException {
    int count = rate * seconds;
    long[] emitted = new long[count];
    long[] lags = new long[count];
    CountDownLatch received = new CountDownLatch(count);
    try (EventBus bus = EventBus.builder().tap(AsyncTap.of(new StoreTap(trail))).build();
        Delivery delivery =
            trail.deliver(
                "lag-" + System.nanoTime(),
                EventQuery.platform(),
                OPTIONS,
                attempt -> {
                  int number = requireNonNull(attempt.event().detail("number", Integer.class));
                  lags[number] = System.nanoTime() - emitted[number];
                  received.countDown();
                })) {
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        long due = start + i * TimeUnit.SECONDS.toNanos(1) / rate;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        DomainEvent event = event(i, EVENTS_PER_SESSION);
        emitted[i] = System.nanoTime();
        bus.emit(event);
      }
      received.await();
      print(delivery.describe());
    }
    long[] warm = Arrays.copyOfRange(lags, count / 3, count);
    Arrays.sort(warm);
    print(
        String.format(
            Locale.ROOT,
            "%,d events at %,d a second: lag median %.1f ms, p99 %.1f ms, max %.1f ms",
            warm.length,
            rate,
            warm[warm.length / 2] / 1e6,
            warm[warm.length * 99 / 100] / 1e6,
            warm[warm.length - 1] / 1e6));
  }

  private static void print(String line) {
    System.out.println(line);
  }
}
