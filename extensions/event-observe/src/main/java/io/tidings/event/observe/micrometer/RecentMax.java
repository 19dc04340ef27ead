package io.tidings.event.observe.micrometer;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The greatest of the numbers recorded within the current minute and the one before. A minute ends
 * with the first reading after it, so that recording reads no clock. Thread-safe.
 */
final class RecentMax {

  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier clock;
  private final AtomicLong current = new AtomicLong();
  private long before;
  private long since;

  RecentMax(LongSupplier clock) {
    this.clock = clock;
    this.since = clock.getAsLong();
  }

  void record(long value) {
    if (value > current.get()) {
      current.accumulateAndGet(value, Math::max);
    }
  }

  synchronized long get() {
    long now = clock.getAsLong();
    if (now - since >= MINUTE) {
      before = current.getAndSet(0);
      since = now;
    }
    return Math.max(before, current.get());
  }
}
