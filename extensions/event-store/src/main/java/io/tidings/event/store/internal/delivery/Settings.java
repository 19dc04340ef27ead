package io.tidings.event.store.internal.delivery;

import io.tidings.event.RedactedDetailException;
import io.tidings.event.async.RetryPolicy;
import io.tidings.event.internal.FatalErrors;
import io.tidings.event.store.delivery.DeliveryOptions;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * The settings of one consumer. Immutable.
 *
 * @param name its name
 * @param options its options
 * @param text the texts of failures
 * @param nanoTime the monotonic clock
 * @param random numbers from 0 to 1, for jitter
 */
record Settings(
    String name,
    DeliveryOptions options,
    FailureText text,
    LongSupplier nanoTime,
    DoubleSupplier random) {

  private static final int MOST_CAUSES = 20;
  private static final Duration FALLBACK = Duration.ofSeconds(1);

  /** Returns whether another attempt follows; a fatal error says nothing about the event. */
  boolean isRetried(int attempt, Throwable failure) {
    if (isMasked(failure)) {
      return false;
    }
    RetryPolicy retries = options.retries();
    if (FatalErrors.isFatal(failure)) {
      return attempt < retries.attempts();
    }
    try {
      return retries.isRetried(attempt, failure);
    } catch (Throwable another) {
      FatalErrors.suppress(failure, another);
      return false;
    }
  }

  /** Returns whether a failure is that of a redacted component, which cannot succeed later. */
  private static boolean isMasked(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MOST_CAUSES; i++) {
      if (cause instanceof RedactedDetailException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** Returns the delay after a number of attempts in nanoseconds. */
  long delay(int attempts) {
    try {
      return attempts == 0 ? 0 : options.retries().delay(attempts, random).toNanos();
    } catch (ArithmeticException tooLong) {
      return FALLBACK.toNanos();
    }
  }
}
