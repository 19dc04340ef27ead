package io.tidings.event.store;

import io.tidings.event.store.StoreException.Reason;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tries again what may succeed when it is tried again: for a time, with pauses that grow, and not
 * any more once the store is closed. Thread-safe.
 */
final class Retries implements AutoCloseable {

  private static final long SHORTEST = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LONGEST = TimeUnit.SECONDS.toNanos(1);

  private final Database database;
  private final long nanos;
  private final LongSupplier nanoTime;
  private final CountDownLatch closed = new CountDownLatch(1);

  Retries(Database database, Duration time, LongSupplier nanoTime) {
    this.database = database;
    this.nanos = Nanos.of(time);
    this.nanoTime = nanoTime;
  }

  /** Returns what {@code work} returns, or throws what it has thrown last. */
  <T> T call(Supplier<T> work) {
    long begun = nanoTime.getAsLong();
    for (long pause = SHORTEST; ; pause = Math.min(LONGEST, 2 * pause)) {
      try {
        return work.get();
      } catch (StoreException failure) {
        long left = nanos - (nanoTime.getAsLong() - begun);
        if (left <= 0 || !database.isPassing(failure) || isClosedWithin(Math.min(left, pause))) {
          throw failure;
        }
      }
    }
  }

  private boolean isClosedWithin(long pause) {
    try {
      return closed.await(pause, TimeUnit.NANOSECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw database.refused(Reason.FAILED, "was not reached: the thread was interrupted");
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
