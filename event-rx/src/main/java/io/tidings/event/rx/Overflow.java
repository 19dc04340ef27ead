package io.tidings.event.rx;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * What becomes of an event for which an observer's queue has no room. Whatever is let go is counted
 * in {@link StreamMetrics#dropped()}. Immutable and thread-safe.
 *
 * <p>The policy is each observer's own: one that is slow takes nothing from the others (STR-01).
 */
public final class Overflow {

  /** How long {@link #block()} waits for room. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(1);

  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);
  private static final Overflow BLOCK = new Overflow(Policy.BLOCK, DEFAULT_TIMEOUT);
  private static final Overflow DROP_NEWEST = new Overflow(Policy.DROP_NEWEST, Duration.ZERO);
  private static final Overflow DROP_OLDEST = new Overflow(Policy.DROP_OLDEST, Duration.ZERO);
  private static final Overflow KEEP_LATEST = new Overflow(Policy.KEEP_LATEST, Duration.ZERO);
  private static final Overflow ERROR = new Overflow(Policy.ERROR, Duration.ZERO);

  enum Policy {
    BLOCK,
    DROP_NEWEST,
    DROP_OLDEST,
    KEEP_LATEST,
    ERROR
  }

  private final Policy policy;
  private final Duration timeout;

  private Overflow(Policy policy, Duration timeout) {
    this.policy = policy;
    this.timeout = timeout;
  }

  /** Like {@link #block(Duration)}, with {@link #DEFAULT_TIMEOUT}. */
  public static Overflow block() {
    return BLOCK;
  }

  /**
   * The emitting thread waits for room, then lets the new event go. After one wait in vain nobody
   * waits for this observer, those included that wait already, until it has taken an event. An emit
   * by the thread that is inside the observer does not wait, and neither does an interrupted
   * thread, which stays interrupted.
   *
   * @param timeout how long to wait at most; zero does not wait
   * @throws IllegalArgumentException if it is negative
   */
  public static Overflow block(Duration timeout) {
    if (requireNonNull(timeout, "timeout").isNegative()) {
      throw new IllegalArgumentException("timeout must not be negative; zero does not wait");
    }
    return new Overflow(Policy.BLOCK, timeout);
  }

  /** The new event is let go. */
  public static Overflow dropNewest() {
    return DROP_NEWEST;
  }

  /** The event that has waited longest is let go, and the new one waits. */
  public static Overflow dropOldest() {
    return DROP_OLDEST;
  }

  /** Every event that waits is let go, and the new one waits alone. */
  public static Overflow keepLatest() {
    return KEEP_LATEST;
  }

  /**
   * Everything is let go, and the observer ends with a {@link
   * io.reactivex.rxjava3.exceptions.MissingBackpressureException}. A consumer, which cannot be
   * told, ends too, and the failure listener is told (STR-13).
   */
  public static Overflow error() {
    return ERROR;
  }

  Policy policy() {
    return policy;
  }

  /** Tells whether events that wait already may be let go. */
  boolean letsWaitingGo() {
    return policy != Policy.BLOCK && policy != Policy.DROP_NEWEST;
  }

  long timeoutNanos() {
    return nanos(timeout);
  }

  /** Returns a duration in nanoseconds, 292 years if it is longer. */
  static long nanos(Duration duration) {
    return duration.compareTo(LONGEST) < 0 ? duration.toNanos() : Long.MAX_VALUE;
  }

  @Override
  public String toString() {
    return "Overflow[" + policy + (policy == Policy.BLOCK ? " " + timeout : "") + "]";
  }
}
