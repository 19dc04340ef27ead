package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.async.AsyncOptions;
import io.tidings.event.async.SubscriptionMetrics;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Waits of 200 producers at a full queue under BLOCK. They are counted in turns of the consumer,
 * which handles one event and then waits until each producer waits again.
 */
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsyncFairnessTest {

  private static final EventKind A = EventKind.of("a");
  private static final int PRODUCERS = 200;
  private static final int EACH = 5;
  private static final int CAPACITY = 10;
  private static final AsyncOptions OPTIONS =
      AsyncOptions.defaults()
          .capacity(CAPACITY)
          .parallelism(1)
          .blockTimeout(Duration.ofDays(1))
          .slowAfter(Duration.ZERO);

  private final AtomicInteger turns = new AtomicInteger();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger returned = new AtomicInteger();
  private final AtomicInteger ended = new AtomicInteger();
  private final List<Long> waits = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();

  /** Starts the producers one after another, each when the one before waits or has ended. */
  private void startProducers(Runnable enter, LongSupplier accepted) {
    for (int i = 0; i < PRODUCERS; i++) {
      Thread thread = new Thread(null, () -> produce(enter), "producer-" + i, 256 * 1024);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
      awaitWaiting(accepted);
    }
  }

  private void produce(Runnable enter) {
    for (int i = 0; i < EACH; i++) {
      long before = turns.get();
      begun.incrementAndGet();
      enter.run();
      record(turns.get() - before);
      returned.incrementAndGet();
    }
    ended.incrementAndGet();
  }

  private void record(long wait) {
    synchronized (waits) {
      waits.add(wait);
    }
  }

  /** Returns once each producer waits for room or has ended. */
  private void awaitWaiting(LongSupplier accepted) {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (returned.get() != accepted.getAsLong()
        || begun.get() != returned.get() + threads.size() - ended.get()
        || !threads.stream().allMatch(AsyncFairnessTest::isWaiting)) {
      assertThat(System.nanoTime() - end).as("nanoseconds over the limit").isNegative();
      LockSupport.parkNanos(1_000);
    }
  }

  private static boolean isWaiting(Thread thread) {
    return switch (thread.getState()) {
      case WAITING, TIMED_WAITING, TERMINATED -> true;
      default -> false;
    };
  }

  private long max() {
    return waits.stream().mapToLong(Long::longValue).max().orElseThrow();
  }

  private long median() {
    return waits.stream().sorted().skip(waits.size() / 2).findFirst().orElseThrow();
  }

  @Test
  @Contract("SUB-02")
  void producers_at_a_full_queue_wait_equally_long() {
    HandExecutor executor = new HandExecutor();
    EventBus bus = EventBus.create();
    Subscription[] own = new Subscription[1];
    LongSupplier accepted =
        () -> {
          SubscriptionMetrics metrics = own[0].metrics();
          return metrics.delivered() + metrics.queued() + metrics.inFlight();
        };
    own[0] =
        bus.subscribe(
            EventSelector.kind(A),
            SubscriptionOptions.named("s").async(OPTIONS.executor(executor)),
            event -> {
              awaitWaiting(accepted);
              turns.incrementAndGet();
            });
    startProducers(() -> bus.emit(DomainEvent.of(A)), accepted);
    executor.runAll();
    awaitWaiting(accepted);

    assertThat(waits.size()).isEqualTo(PRODUCERS * EACH);
    assertThat(turns).hasValue(PRODUCERS * EACH);
    assertThat(max()).isLessThanOrEqualTo(3 * median()).isLessThanOrEqualTo(PRODUCERS);
    bus.close();
  }

  /** The negative control: room goes to the thread that came last. */
  private static final class LastComeFirstServed {

    private final Deque<Thread> line = new ArrayDeque<>();
    private int entered;

    void enter() {
      synchronized (this) {
        if (entered < CAPACITY) {
          entered++;
          return;
        }
        line.push(Thread.currentThread());
      }
      while (isInLine()) {
        LockSupport.park(this);
      }
    }

    private synchronized boolean isInLine() {
      return line.contains(Thread.currentThread());
    }

    synchronized long entered() {
      return entered;
    }

    /** Lets a thread enter that waits; returns whether there was one. */
    synchronized boolean leave() {
      Thread next = line.poll();
      if (next != null) {
        entered++;
        LockSupport.unpark(next);
      }
      return next != null;
    }
  }

  @Test
  void same_check_detects_a_queue_that_serves_the_last_first() {
    LastComeFirstServed gate = new LastComeFirstServed();
    startProducers(gate::enter, gate::entered);
    do {
      awaitWaiting(gate::entered);
      turns.incrementAndGet();
    } while (gate.leave());

    assertThat(waits.size()).isEqualTo(PRODUCERS * EACH);
    assertThat(max()).isGreaterThan(3 * median());
  }
}
