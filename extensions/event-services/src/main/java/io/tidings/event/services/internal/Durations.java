package io.tidings.event.services.internal;

import java.time.Duration;

/** Durations as numbers. */
public final class Durations {

  private static final Duration MOST = Duration.ofNanos(Long.MAX_VALUE);

  private Durations() {}

  /**
   * Returns a duration in nanoseconds: zero for a negative one, and the greatest number there is,
   * 292 years, for one beyond.
   */
  public static long nanos(Duration duration) {
    if (duration.isNegative()) {
      return 0;
    }
    return duration.compareTo(MOST) < 0 ? duration.toNanos() : Long.MAX_VALUE;
  }
}
