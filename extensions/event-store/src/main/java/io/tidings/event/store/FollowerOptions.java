package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import io.tidings.event.store.internal.follow.RestartDelays;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Options of a follower. Immutable and thread-safe.
 *
 * <pre>{@code
 * FollowerOptions options =
 *     FollowerOptions.restarting(Duration.ofSeconds(1), Duration.ofMinutes(5));
 * Follower mirror =
 *     trail.follow("mirror", query, Cursor.start(), options, stored -> mail(stored));
 * }</pre>
 *
 * @contract FOL-05, FOL-06
 */
public final class FollowerOptions {

  private static final FollowerOptions DEFAULTS = new FollowerOptions(null, null);

  private final @Nullable Duration first;
  private final @Nullable Duration most;

  private FollowerOptions(@Nullable Duration first, @Nullable Duration most) {
    this.first = first;
    this.most = most;
  }

  /** Returns the default options: the first failure ends the follower. */
  public static FollowerOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Returns options with which a follower restarts after every failure until it or its store is
   * closed. It continues from the position up to which events have been handled: the event for
   * which the handler has thrown is handled again. Each failure is logged at WARN.
   *
   * @param first the delay before the first restart; it doubles with each further one, until the
   *     position of the follower has moved
   * @param most the longest delay
   * @throws IllegalArgumentException if {@code first} is not positive or more than {@code most}
   * @contract FOL-06
   */
  public static FollowerOptions restarting(Duration first, Duration most) {
    if (requireNonNull(first, "first").isNegative() || first.isZero()) {
      throw new IllegalArgumentException("first must be positive, but is " + first);
    }
    if (requireNonNull(most, "most").compareTo(first) < 0) {
      throw new IllegalArgumentException("most must be at least " + first + ", but is " + most);
    }
    return new FollowerOptions(first, most);
  }

  /** Returns new delays for one follower, or null if it does not restart. */
  @Nullable RestartDelays delays() {
    return first == null || most == null ? null : new RestartDelays(first, most);
  }

  @Override
  public String toString() {
    return first == null
        ? "FollowerOptions[defaults]"
        : "FollowerOptions[restarting " + first + " to " + most + "]";
  }
}
