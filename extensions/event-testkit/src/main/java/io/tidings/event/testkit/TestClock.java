package io.tidings.event.testkit;

import static java.util.Objects.requireNonNull;

import io.tidings.event.internal.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Clock with a fixed time that a test changes explicitly.
 *
 * <pre>{@code
 * TestClock clock = TestClock.at(Instant.parse("2026-01-01T00:00:00Z"));
 * clock.advance(Duration.ofMinutes(5));
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class TestClock implements InstantSource {

  /** The default initial time: 2026-01-01T00:00:00Z. */
  public static final Instant DEFAULT_START = Instant.parse("2026-01-01T00:00:00Z");

  private volatile Instant now;

  private TestClock(Instant start) {
    this.now = requireNonNull(start, "start");
  }

  /**
   * Returns a new clock set to {@code start}.
   *
   * @throws NullPointerException if {@code start} is null
   */
  public static TestClock at(Instant start) {
    return new TestClock(start);
  }

  /** Returns the current setting of this clock. */
  @Override
  public Instant instant() {
    return now;
  }

  /**
   * Moves this clock forward, to {@link Instant#MAX} at most.
   *
   * @throws NullPointerException if {@code by} is null
   * @throws IllegalArgumentException if {@code by} is negative; use {@link #set} for an earlier
   *     time
   */
  public synchronized void advance(Duration by) {
    if (requireNonNull(by, "by").isNegative()) {
      throw new IllegalArgumentException("by must not be negative; use set for an earlier time");
    }
    now = Durations.after(now, by);
  }

  /**
   * Sets this clock to an instant, which may be earlier than the current one.
   *
   * @throws NullPointerException if {@code instant} is null
   */
  public synchronized void set(Instant instant) {
    now = requireNonNull(instant, "instant");
  }
}
