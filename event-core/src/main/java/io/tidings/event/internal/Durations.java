package io.tidings.event.internal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/**
 * Conversion of durations that never overflows: a result beyond the range of its type is the
 * nearest value of that range. Stateless.
 */
public final class Durations {

  private Durations() {}

  /** Returns a duration in whole nanoseconds. */
  public static long nanos(Duration duration) {
    return TimeUnit.NANOSECONDS.convert(duration);
  }

  /** Returns a duration in whole microseconds. */
  public static long micros(Duration duration) {
    return TimeUnit.MICROSECONDS.convert(duration);
  }

  /** Returns a duration in whole milliseconds. */
  public static long millis(Duration duration) {
    return TimeUnit.MILLISECONDS.convert(duration);
  }

  /** Returns the instant that is a duration after another, {@link Instant#MAX} at most. */
  public static Instant after(Instant time, Duration duration) {
    try {
      return time.plus(duration);
    } catch (DateTimeException | ArithmeticException overflow) {
      return duration.isNegative() ? Instant.MIN : Instant.MAX;
    }
  }

  /** Returns the instant that is a duration before another, {@link Instant#MIN} at least. */
  public static Instant before(Instant time, Duration duration) {
    try {
      return time.minus(duration);
    } catch (DateTimeException | ArithmeticException overflow) {
      return duration.isNegative() ? Instant.MAX : Instant.MIN;
    }
  }
}
