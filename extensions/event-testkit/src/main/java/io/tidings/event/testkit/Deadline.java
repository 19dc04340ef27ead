package io.tidings.event.testkit;

import java.time.Duration;

/** Until when to wait. Immutable. */
final class Deadline {

  private static final Duration LONGEST = Duration.ofDays(36_500);

  private final Duration timeout;
  private final long end;

  private Deadline(Duration timeout) {
    this.timeout = timeout;
    Duration bounded = timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout;
    this.end = System.nanoTime() + (bounded.isNegative() ? 0 : bounded.toNanos());
  }

  static Deadline in(Duration timeout) {
    return new Deadline(timeout);
  }

  long nanosLeft() {
    return end - System.nanoTime();
  }

  boolean isOver() {
    return nanosLeft() <= 0;
  }

  /** Returns how long it was from the start. */
  Duration timeout() {
    return timeout;
  }
}
