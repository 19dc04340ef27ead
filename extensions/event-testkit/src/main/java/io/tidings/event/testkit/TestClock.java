package io.tidings.event.testkit;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that stands still until a test moves it.
 *
 * <pre>{@code
 * TestClock clock = TestClock.at(Instant.parse("2026-01-01T00:00:00Z"));
 * clock.advance(Duration.ofMinutes(5));
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class TestClock implements InstantSource {

  /** Where a clock starts unless told otherwise: 2026-01-01T00:00:00Z. */
  public static final Instant DEFAULT_START = Instant.parse("2026-01-01T00:00:00Z");

  private volatile Instant now;

  private TestClock(Instant start) {
    this.now = requireNonNull(start, "start");
  }

  /** Returns a clock that shows {@code start}. */
  public static TestClock at(Instant start) {
    return new TestClock(start);
  }

  @Override
  public Instant instant() {
    return now;
  }

  /**
   * Moves the clock forward.
   *
   * @throws IllegalArgumentException if {@code by} is negative; {@link #set} turns a clock back
   */
  public synchronized void advance(Duration by) {
    if (requireNonNull(by, "by").isNegative()) {
      throw new IllegalArgumentException("by must not be negative; set turns a clock back");
    }
    now = now.plus(by);
  }

  /** Makes the clock show another instant, also an earlier one. */
  public synchronized void set(Instant instant) {
    now = requireNonNull(instant, "instant");
  }
}
