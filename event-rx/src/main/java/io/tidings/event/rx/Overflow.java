package io.tidings.event.rx;

import static java.util.Objects.requireNonNull;

import io.tidings.event.internal.QueueBounds;
import io.tidings.event.internal.QueuePolicy;
import java.time.Duration;

/**
 * Policy for an event that arrives while an observer's queue is full, by the number of events or by
 * their total size ({@link ReactiveEventBusBuilder#maxCharacters}). Each observer has its own
 * queue, so a slow observer never causes another one to lose events. Dropped events are counted in
 * {@link StreamMetrics#dropped()}. Immutable and thread-safe.
 *
 * @contract STR-01, STR-15, STR-16
 */
public final class Overflow {

  /** The longest wait of {@link #block()}: one second. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(1);

  private static final Overflow BLOCK = new Overflow(QueuePolicy.BLOCK, DEFAULT_TIMEOUT);
  private static final Overflow DROP_NEWEST = new Overflow(QueuePolicy.DROP_NEWEST, Duration.ZERO);
  private static final Overflow DROP_OLDEST = new Overflow(QueuePolicy.DROP_OLDEST, Duration.ZERO);
  private static final Overflow KEEP_LATEST = new Overflow(QueuePolicy.KEEP_LATEST, Duration.ZERO);
  private static final Overflow ERROR = new Overflow(QueuePolicy.FAIL, Duration.ZERO);

  private final QueuePolicy policy;
  private final Duration timeout;

  private Overflow(QueuePolicy policy, Duration timeout) {
    this.policy = policy;
    this.timeout = timeout;
  }

  /** Returns {@link #block(Duration)} with {@link #DEFAULT_TIMEOUT}. */
  public static Overflow block() {
    return BLOCK;
  }

  /**
   * Returns the policy that blocks the emitting thread until the queue has room, and drops the new
   * event when the timeout expires.
   *
   * <p>Room is given to waiting threads in the order of their arrival. After an expired wait during
   * which the observer has taken no event, events for a full queue are dropped without waiting, and
   * threads already waiting return, until the observer takes an event. An emit on the thread that
   * is inside the observer does not wait, and neither does an interrupted thread, whose interrupt
   * flag stays set.
   *
   * @param timeout the longest wait; zero does not wait
   * @throws NullPointerException if {@code timeout} is null
   * @throws IllegalArgumentException if {@code timeout} is negative
   */
  public static Overflow block(Duration timeout) {
    if (requireNonNull(timeout, "timeout").isNegative()) {
      throw new IllegalArgumentException("timeout must not be negative; zero does not wait");
    }
    return new Overflow(QueuePolicy.BLOCK, timeout);
  }

  /** Returns the policy that drops the new event. */
  public static Overflow dropNewest() {
    return DROP_NEWEST;
  }

  /** Returns the policy that drops the oldest queued event and queues the new one. */
  public static Overflow dropOldest() {
    return DROP_OLDEST;
  }

  /** Returns the policy that drops all queued events and queues the new one. */
  public static Overflow keepLatest() {
    return KEEP_LATEST;
  }

  /**
   * Returns the policy that drops the new event and all queued ones and terminates the observer
   * with a {@link io.reactivex.rxjava3.exceptions.MissingBackpressureException}. A consumer given
   * to {@link ReactiveEventBus#observe} has no method for errors: its subscription ends, and the
   * exception is reported to the failure listener.
   *
   * @contract STR-13
   */
  public static Overflow error() {
    return ERROR;
  }

  /** Returns the bounds of an observer's queue with this policy. */
  QueueBounds bounds(int capacity, long maxCharacters) {
    return new QueueBounds(capacity, maxCharacters, policy, timeout);
  }

  /** Returns the policy's name and, for {@link #block(Duration)}, its timeout. */
  @Override
  public String toString() {
    return switch (policy) {
      case BLOCK -> "Overflow[BLOCK " + timeout + "]";
      case FAIL -> "Overflow[ERROR]";
      default -> "Overflow[" + policy + "]";
    };
  }
}
