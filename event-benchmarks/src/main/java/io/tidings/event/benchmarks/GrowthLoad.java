package io.tidings.event.benchmarks;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.async.AsyncTap;
import io.tidings.event.benchmarks.suites.PostgresServer;
import io.tidings.event.store.Cursor;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.Follower;
import io.tidings.event.store.StoreTap;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Load of a growing trail. {@code GrowthLoad lag FILE|postgres RATE SECONDS} emits that many events
 * per second through an AsyncTap and prints the lag from emit to the follower, after twenty seconds
 * of warm-up. {@code GrowthLoad writers ROUNDS} compares the throughput of four threads that append
 * to PostgreSQL with that of one. PostgreSQL is a separate server that forces commits to the disk.
 */
final class GrowthLoad {

  private static final int BATCH = 500;
  private static final int BATCHES = 200;
  private static final int WRITERS = 4;
  private static final int WARM_SECONDS = 20;
  private static final long BUDGET_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final EventScope SCOPE = new EventScope("o-1", null, "p-1", "u-1");

  private GrowthLoad() {}

  public static void main(String[] args) throws Exception {
    if (args[0].equals("writers")) {
      writers(Integer.parseInt(args[1]));
    } else if (args[1].equals("postgres")) {
      try (PostgresServer server = new PostgresServer();
          EventStore trail = EventStore.open(server.connections())) {
        lag(trail, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
      }
    } else {
      try (EventStore trail = EventStore.open(Path.of(args[1]))) {
        lag(trail, Integer.parseInt(args[2]), Integer.parseInt(args[3]));
      }
    }
  }

  private static DomainEvent event(long number) {
    return DomainEvent.root(EventType.TOOL_COMPLETED)
        .scope(SCOPE)
        .sessionId("s-" + number / 200)
        .actorName("indexer")
        .detail("tool", "line_counter")
        .detail("number", number)
        .build();
  }

  private static void lag(EventStore trail, int rate, int seconds) throws InterruptedException {
    int count = rate * seconds;
    long[] emitted = new long[count];
    long[] lags = new long[count];
    CountDownLatch received = new CountDownLatch(count);
    AsyncTap asyncTap = AsyncTap.of(new StoreTap(trail));
    try (EventBus bus = EventBus.builder().tap(asyncTap).build();
        Follower follower =
            trail.follow(
                EventQuery.platform(),
                Cursor.start(),
                stored -> {
                  int number = requireNonNull(stored.event().detail("number", Integer.class));
                  lags[number] = System.nanoTime() - emitted[number];
                  received.countDown();
                })) {
      long start = System.nanoTime();
      for (int i = 0; i < count; i++) {
        long due = start + i * TimeUnit.SECONDS.toNanos(1) / rate;
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
          LockSupport.parkNanos(left);
        }
        DomainEvent event = event(i);
        emitted[i] = System.nanoTime();
        bus.emit(event);
      }
      received.await();
      if (follower.done().isDone() || asyncTap.dropped() > 0) {
        throw new IllegalStateException("the follower did not receive every event");
      }
    }
    int cold = rate * Math.min(WARM_SECONDS, seconds / 2);
    stalls(lags, cold, rate);
    long[] warm = Arrays.copyOfRange(lags, cold, count);
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

  /** Consecutive events that all exceed the budget. */
  private record Stall(int first, int events, long max) {}

  private static void stalls(long[] lags, int from, int rate) {
    List<Stall> stalls = new ArrayList<>();
    for (int i = from; i < lags.length; i++) {
      int first = i;
      long max = 0;
      for (; i < lags.length && lags[i] > BUDGET_NANOS; i++) {
        max = Math.max(max, lags[i]);
      }
      if (i > first) {
        stalls.add(new Stall(first, i - first, max));
      }
    }
    stalls.sort(Comparator.comparingLong(Stall::max).reversed());
    print(stalls.size() + " stalls longer than 50 ms; the longest:");
    for (Stall stall : stalls.subList(0, Math.min(5, stalls.size()))) {
      print(
          String.format(
              Locale.ROOT,
              "  at %.1f s: %,d events, up to %.1f ms",
              (double) stall.first() / rate,
              stall.events(),
              stall.max() / 1e6));
    }
  }

  /**
   * Compares one writer with four; they alternate in going first, and only ratios within a round
   * count.
   */
  private static void writers(int rounds) throws Exception {
    try (PostgresServer server = new PostgresServer();
        EventStore trail = EventStore.open(server.connections())) {
      appendRate(trail, 1);
      appendRate(trail, WRITERS);
      double[] ratios = new double[rounds];
      for (int round = 0; round < rounds; round++) {
        boolean oneFirst = round % 2 == 0;
        double first = appendRate(trail, oneFirst ? 1 : WRITERS);
        double second = appendRate(trail, oneFirst ? WRITERS : 1);
        double one = oneFirst ? first : second;
        double four = oneFirst ? second : first;
        ratios[round] = four / one;
        print(
            String.format(
                Locale.ROOT,
                "one %,.0f, four %,.0f events a second: %.2f times",
                one,
                four,
                ratios[round]));
      }
      Arrays.sort(ratios);
      print(
          String.format(
              Locale.ROOT, "median of %d rounds: %.2f times", rounds, ratios[rounds / 2]));
    }
  }

  /** Returns the events per second that a number of threads append together. */
  private static double appendRate(EventStore trail, int writers) throws InterruptedException {
    List<List<List<DomainEvent>>> work = new ArrayList<>();
    for (int writer = 0; writer < writers; writer++) {
      work.add(
          IntStream.range(0, BATCHES / writers)
              .mapToObj(batch -> IntStream.range(0, BATCH).mapToObj(GrowthLoad::event).toList())
              .toList());
    }
    List<Thread> threads =
        work.stream().map(batches -> new Thread(() -> batches.forEach(trail::append))).toList();
    long start = System.nanoTime();
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join(Duration.ofMinutes(5).toMillis());
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    return BATCHES * BATCH / seconds;
  }

  private static void print(String line) {
    System.out.println(line);
  }
}
