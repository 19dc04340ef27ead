package io.tidings.event.rx;

import static io.tidings.event.rx.Given.a;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventSelector;
import io.tidings.event.testkit.contract.Contract;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A crowd of threads that emit to an observer that needs 20 µs: an event is dropped only if its
 * emit has waited the whole second. {@code -Dcrowd.events=100000} runs the long form. The negative
 * control is {@code OverflowTest.expired_wait_of_a_moving_observer_ends_no_other_wait}, which the
 * former queue fails.
 */
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BlockedCrowdTest {

  private static final int EVENTS = Integer.getInteger("crowd.events", 10_000);
  private static final long LIMIT = Overflow.DEFAULT_TIMEOUT.toNanos();

  private final AtomicInteger wholeWaits = new AtomicInteger();
  private final AtomicLong longest = new AtomicLong();

  @Test
  @Contract("STR-16")
  void crowd_of_platform_threads_drops_only_after_whole_waits() throws Exception {
    assertLaw(1_000, 100, BlockedCrowdTest::startPlatform);
  }

  @Test
  @Contract("STR-16")
  void small_queue_drops_only_after_whole_waits() throws Exception {
    assertLaw(200, 1, BlockedCrowdTest::startPlatform);
  }

  @Test
  @Contract("STR-16")
  void crowd_of_virtual_threads_drops_only_after_whole_waits() throws Exception {
    if (Runtime.version().feature() >= 21) {
      assertLaw(10_000, 100, BlockedCrowdTest::startVirtual);
    } else {
      assertLaw(100, 10, BlockedCrowdTest::startPlatform);
    }
  }

  private void assertLaw(int threads, int capacity, Consumer<Runnable> starter) throws Exception {
    ReactiveEventBus bus = ReactiveEventBus.builder().overflow(Overflow.block(), capacity).build();
    bus.observe(EventSelector.all(), event -> work());
    CountDownLatch start = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(threads);
    for (int i = 0; i < threads; i++) {
      starter.accept(() -> emit(bus, EVENTS / threads, start, end));
    }
    start.countDown();

    assertThat(end.await(5, TimeUnit.MINUTES)).isTrue();
    StreamMetrics metrics = bus.metrics();
    String counts =
        "%d threads, %s, %d whole waits, longest emit %d ms"
            .formatted(
                threads, metrics, wholeWaits.get(), TimeUnit.NANOSECONDS.toMillis(longest.get()));
    assertThat(metrics.dropped()).as(counts).isLessThanOrEqualTo(wholeWaits.get());
    assertThat(metrics.delivered() + metrics.dropped())
        .as(counts)
        .isEqualTo((long) (EVENTS / threads) * threads);
    if (EVENTS > 10_000) {
      System.out.println(counts);
    }
  }

  private static void work() {
    long start = System.nanoTime();
    while (System.nanoTime() - start < 20_000) {
      Thread.onSpinWait();
    }
  }

  private void emit(ReactiveEventBus bus, int each, CountDownLatch start, CountDownLatch end) {
    try {
      start.await();
      DomainEvent event = a();
      for (int i = 0; i < each; i++) {
        long before = System.nanoTime();
        bus.emit(event);
        long took = System.nanoTime() - before;
        longest.accumulateAndGet(took, Math::max);
        if (took >= LIMIT) {
          wholeWaits.incrementAndGet();
        }
      }
    } catch (InterruptedException interrupt) {
      throw new IllegalStateException(interrupt);
    } finally {
      end.countDown();
    }
  }

  private static void startPlatform(Runnable task) {
    Thread thread = new Thread(null, task, "crowd", 256 * 1024);
    thread.setDaemon(true);
    thread.start();
  }

  private static void startVirtual(Runnable task) {
    try {
      Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
    } catch (ReflectiveOperationException absent) {
      throw new LinkageError(absent.getMessage(), absent);
    }
  }
}
