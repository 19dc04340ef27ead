package io.tidings.event.store.internal;

import io.tidings.event.internal.Durations;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Retry of transient failures with exponential backoff, until a time limit or the close of the
 * store. Thread-safe.
 */
public final class Retries implements AutoCloseable {

  private static final long MIN_PAUSE = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long MAX_PAUSE = TimeUnit.SECONDS.toNanos(1);

  private final Database database;
  private final long limit;
  private final LongSupplier nanoTime;
  private final CountDownLatch closed = new CountDownLatch(1);

  public Retries(Database database, Duration limit, LongSupplier nanoTime) {
    this.database = database;
    this.limit = Durations.nanos(limit);
    this.nanoTime = nanoTime;
  }

  /** Returns the result of {@code work}, or throws its last exception. */
  public <T> T call(Supplier<T> work) {
    long start = nanoTime.getAsLong();
    for (long pause = MIN_PAUSE; ; pause = Math.min(MAX_PAUSE, 2 * pause)) {
      try {
        return work.get();
      } catch (RuntimeException failure) {
        long left = limit - (nanoTime.getAsLong() - start);
        if (left <= 0 || !database.isTransient(failure) || isClosedWithin(Math.min(left, pause))) {
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
      throw database.refused(
          FailureReason.FAILED, "was not reached: the thread was interrupted while it retried");
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
