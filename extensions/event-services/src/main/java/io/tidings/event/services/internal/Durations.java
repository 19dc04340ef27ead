package io.tidings.event.services.internal;

import java.time.Duration;

/** Conversion of durations to numbers. */
public final class Durations {

  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

  private Durations() {}

  /**
   * Returns a duration in nanoseconds; zero if it is negative, {@link Long#MAX_VALUE} if it exceeds
   * that.
   */
  public static long nanos(Duration duration) {
    if (duration.isNegative()) {
      return 0;
    }
    return duration.compareTo(LONGEST) < 0 ? duration.toNanos() : Long.MAX_VALUE;
  }
}
