package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.async.AsyncOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/**
 * Measurement of the waits of 200 producers at a full queue under BLOCK, with a handler that needs
 * a millisecond, on a machine without other load; run by its name. {@code -Dfairness.events=20000}
 * is the number of events.
 */
class AsyncFairnessLoad {

  private static final EventKind A = EventKind.of("a");
  private static final int PRODUCERS = 200;
  private static final int EACH = Integer.getInteger("fairness.events", 20_000) / PRODUCERS;

  private final EventBus bus = EventBus.create();
  private final CountDownLatch start = new CountDownLatch(1);
  private final List<Long> waits = new ArrayList<>();

  @Test
  void measured_waits_are_at_most_three_times_the_median() throws Exception {
    AsyncOptions options =
        AsyncOptions.defaults()
            .capacity(10)
            .parallelism(1)
            .blockTimeout(Duration.ofDays(1))
            .slowAfter(Duration.ZERO);
    bus.subscribe(
        EventSelector.kind(A),
        SubscriptionOptions.named("s").async(options),
        event -> LockSupport.parkNanos(1_000_000));
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < PRODUCERS; i++) {
      Thread thread = new Thread(null, this::produce, "producer-" + i, 256 * 1024);
      threads.add(thread);
      thread.start();
    }
    start.countDown();
    for (Thread thread : threads) {
      thread.join();
    }

    bus.close(Duration.ofMinutes(1));
    List<Long> sorted = waits.stream().sorted().toList();
    long median = sorted.get(sorted.size() / 2);
    long max = sorted.get(sorted.size() - 1);
    System.out.printf(
        "%d waits of %d producers: median %d µs, maximum %d µs%n",
        sorted.size(), PRODUCERS, median / 1_000, max / 1_000);
    assertThat(max).isLessThanOrEqualTo(3 * median);
  }

  /**
   * Emits; the first tenth, while the line forms, and the last one, while it ends, do not count.
   */
  private void produce() {
    try {
      start.await();
    } catch (InterruptedException interrupt) {
      throw new IllegalStateException(interrupt);
    }
    for (int i = 0; i < EACH; i++) {
      long before = System.nanoTime();
      bus.emit(DomainEvent.of(A));
      if (i >= EACH / 10 && i < EACH - EACH / 10) {
        record(System.nanoTime() - before);
      }
    }
  }

  private void record(long wait) {
    synchronized (waits) {
      waits.add(wait);
    }
  }
}
