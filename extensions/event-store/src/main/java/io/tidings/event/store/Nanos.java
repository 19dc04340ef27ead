package io.tidings.event.store;

import java.time.Duration;

/** Durations as they are waited for. Stateless. */
final class Nanos {

  private Nanos() {}

  /** Returns the nanoseconds of a duration, or all that can be counted. */
  static long of(Duration duration) {
    try {
      return duration.toNanos();
    } catch (ArithmeticException tooLong) {
      return Long.MAX_VALUE;
    }
  }
}
