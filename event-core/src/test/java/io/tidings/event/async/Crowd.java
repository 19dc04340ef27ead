package io.tidings.event.async;

import io.tidings.event.DomainEvent;
import io.tidings.event.spi.EventTap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/** Many threads that emit at the same time, and count the emits that took a time limit or more. */
final class Crowd {

  private final int threads;
  private final int each;
  private final Duration limit;
  private final Function<Runnable, Thread> starter;
  private final AtomicInteger wholeWaits = new AtomicInteger();
  private final AtomicLong longest = new AtomicLong();

  private Crowd(int threads, int each, Duration limit, Function<Runnable, Thread> starter) {
    this.threads = threads;
    this.each = each;
    this.limit = limit;
    this.starter = starter;
  }

  static Crowd ofPlatformThreads(int threads, int each, Duration limit) {
    return new Crowd(threads, each, limit, Crowd::startPlatform);
  }

  /**
   * Returns a crowd of virtual threads; on a JDK without them of a hundredth of platform threads.
   */
  static Crowd ofVirtualThreads(int threads, int each, Duration limit) {
    return Runtime.version().feature() >= 21
        ? new Crowd(threads, each, limit, Crowd::startVirtual)
        : new Crowd(threads / 100, each * 100, limit, Crowd::startPlatform);
  }

  private static Thread startPlatform(Runnable task) {
    Thread thread = new Thread(null, task, "crowd", 256 * 1024);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static Thread startVirtual(Runnable task) {
    try {
      return (Thread)
          Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
    } catch (ReflectiveOperationException absent) {
      throw new LinkageError(absent.getMessage(), absent);
    }
  }

  /** A delegate that needs a time for each event. */
  static EventTap busyFor(Duration time, AtomicInteger delivered) {
    return event -> {
      long start = System.nanoTime();
      while (System.nanoTime() - start < time.toNanos()) {
        Thread.onSpinWait();
      }
      delivered.incrementAndGet();
    };
  }

  void emitTo(EventTap tap) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(threads);
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(starter.apply(() -> emit(tap, start, end)));
    }
    start.countDown();
    if (!end.await(5, TimeUnit.MINUTES)) {
      throw new AssertionError(end.getCount() + " of " + running.size() + " threads still emit");
    }
  }

  private void emit(EventTap tap, CountDownLatch start, CountDownLatch end) {
    try {
      start.await();
      DomainEvent event = Shop.sold(1);
      for (int i = 0; i < each; i++) {
        long before = System.nanoTime();
        tap.onEvent(event);
        long took = System.nanoTime() - before;
        longest.accumulateAndGet(took, Math::max);
        if (took >= limit.toNanos()) {
          wholeWaits.incrementAndGet();
        }
      }
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    } finally {
      end.countDown();
    }
  }

  int events() {
    return threads * each;
  }

  /** Returns the number of emits that took the time limit or more. */
  int wholeWaits() {
    return wholeWaits.get();
  }

  /** Returns a text for a log. */
  String describe(AsyncTap tap, AtomicInteger delivered) {
    return "%d threads, %d events: %d delivered, %d dropped, %d whole waits, longest emit %d ms"
        .formatted(
            threads,
            events(),
            delivered.get(),
            tap.dropped(),
            wholeWaits(),
            TimeUnit.NANOSECONDS.toMillis(longest.get()));
  }
}
