package io.tidings.event.store.internal;

import java.time.Duration;

/** Conversion of durations. Stateless. */
final class Durations {

  private Durations() {}

  /** Returns the nanoseconds of a duration, at most {@link Long#MAX_VALUE}. */
  static long nanos(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException tooLong) {
      return Long.MAX_VALUE;
    }
  }
}
