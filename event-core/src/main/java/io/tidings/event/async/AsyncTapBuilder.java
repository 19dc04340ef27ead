package io.tidings.event.async;

import static java.util.Objects.requireNonNull;

import io.tidings.event.internal.QueueBounds;
import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/** Builder of an {@link AsyncTap}. Start with {@link AsyncTap#builder}. Confined to one thread. */
public final class AsyncTapBuilder {

  /** The default of {@link #capacity}: {@value}. */
  public static final int DEFAULT_CAPACITY = 10_000;

  /** The default of {@link #maxCharacters}: {@value}. */
  public static final long DEFAULT_MAX_CHARACTERS = 16 * 1024 * 1024;

  /** The default of {@link #blockTimeout}: one second. */
  public static final Duration DEFAULT_BLOCK_TIMEOUT = Duration.ofSeconds(1);

  private static final Duration LONGEST = Duration.ofDays(365);

  private final EventTap delegate;
  private int capacity = DEFAULT_CAPACITY;
  private long maxCharacters = DEFAULT_MAX_CHARACTERS;
  private OverflowPolicy overflow = OverflowPolicy.BLOCK;
  private Duration blockTimeout = DEFAULT_BLOCK_TIMEOUT;
  private FailureListener failureListener = FailureListener.logging();
  private ThreadFactory threads = AsyncTapBuilder::daemon;

  AsyncTapBuilder(EventTap delegate) {
    this.delegate = delegate;
  }

  /**
   * Sets the maximum number of accepted and unprocessed events, including those that the delegate
   * is processing. By default {@link #DEFAULT_CAPACITY}.
   *
   * @throws IllegalArgumentException if it is less than 1
   */
  public AsyncTapBuilder capacity(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be at least 1, but is " + capacity);
    }
    this.capacity = capacity;
    return this;
  }

  /**
   * Sets the maximum total size of the accepted and unprocessed events. The size of an event is the
   * number of characters in the names and texts of its details, plus 32 for each map entry and list
   * element. An event that is larger than the maximum is accepted if there is no other. By default
   * {@link #DEFAULT_MAX_CHARACTERS}.
   *
   * @throws IllegalArgumentException if it is less than 1
   * @contract ASY-09
   */
  public AsyncTapBuilder maxCharacters(long maxCharacters) {
    if (maxCharacters < 1) {
      throw new IllegalArgumentException(
          "maxCharacters must be at least 1, but is " + maxCharacters);
    }
    this.maxCharacters = maxCharacters;
    return this;
  }

  /**
   * Sets the policy for a full queue. By default {@link OverflowPolicy#BLOCK}.
   *
   * @throws NullPointerException if {@code overflow} is null
   * @throws IllegalArgumentException if it is one for asynchronous subscriptions only
   */
  public AsyncTapBuilder overflow(OverflowPolicy overflow) {
    if (requireNonNull(overflow, "overflow") == OverflowPolicy.KEEP_LATEST_PER_KEY
        || overflow == OverflowPolicy.FAIL) {
      throw new IllegalArgumentException(
          "overflow must be BLOCK, DROP_NEWEST or DROP_OLDEST for a tap, but is " + overflow);
    }
    this.overflow = overflow;
    return this;
  }

  /**
   * Sets the maximum time that an emitter waits for room under {@link OverflowPolicy#BLOCK}. By
   * default {@link #DEFAULT_BLOCK_TIMEOUT}.
   *
   * @throws NullPointerException if {@code blockTimeout} is null
   * @throws IllegalArgumentException if it is negative, or more than a year
   */
  public AsyncTapBuilder blockTimeout(Duration blockTimeout) {
    if (requireNonNull(blockTimeout, "blockTimeout").isNegative()
        || blockTimeout.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException(
          "blockTimeout must be zero to 365 days, but is " + blockTimeout);
    }
    this.blockTimeout = blockTimeout;
    return this;
  }

  /**
   * Sets the receiver of the delegate's failures, called on the worker thread. By default {@link
   * FailureListener#logging()}.
   *
   * @throws NullPointerException if {@code failureListener} is null
   */
  public AsyncTapBuilder failureListener(FailureListener failureListener) {
    this.failureListener = requireNonNull(failureListener, "failureListener");
    return this;
  }

  /**
   * Sets the factory of the worker thread. By default a daemon named {@code tidings-async-tap}.
   *
   * @throws NullPointerException if {@code threads} is null
   */
  public AsyncTapBuilder threads(ThreadFactory threads) {
    this.threads = requireNonNull(threads, "threads");
    return this;
  }

  /**
   * Returns a new tap and starts its worker.
   *
   * @throws IllegalArgumentException if the thread factory returns null
   */
  public AsyncTap build() {
    EventQueue queue =
        new EventQueue(new QueueBounds(capacity, maxCharacters, overflow.policy(), blockTimeout));
    DrainWorker worker = new DrainWorker(delegate, queue, failureListener);
    AsyncTap tap = new AsyncTap(delegate, queue, worker, threads);
    tap.start();
    return tap;
  }

  private static Thread daemon(Runnable worker) {
    Thread thread = new Thread(worker, "tidings-async-tap");
    thread.setDaemon(true);
    return thread;
  }
}
