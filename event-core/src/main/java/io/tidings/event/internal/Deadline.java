package io.tidings.event.internal;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/** Timeout shared by several waits. Immutable and thread-safe. */
public final class Deadline {

  private static final long LONGEST = Long.MAX_VALUE / 2;

  private final long end;

  /** Starts a timeout; a negative one has expired already. */
  public Deadline(Duration timeout) {
    requireNonNull(timeout, "timeout");
    long nanos = Durations.nanos(timeout);
    this.end = System.nanoTime() + Math.max(0, Math.min(LONGEST, nanos));
  }

  /** Returns the remaining time, zero once expired. */
  public Duration left() {
    return Duration.ofNanos(remainingNanos());
  }

  /** Returns the remaining time in nanoseconds, zero once expired. */
  public long remainingNanos() {
    return Math.max(0, end - System.nanoTime());
  }

  /** Returns whether the timeout has expired. */
  public boolean isExpired() {
    return remainingNanos() == 0;
  }
}
