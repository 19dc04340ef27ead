package io.tidings.event.async;

import static java.util.Objects.requireNonNull;

import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;

/** Builds an {@link AsyncTap}. Start with {@link AsyncTap#builder}. Confined to one thread. */
public final class AsyncTapBuilder {

  /** How many events may be waiting unless set otherwise: {@value}. */
  public static final int DEFAULT_CAPACITY = 10_000;

  /** How long an emitter waits for room under {@link OverflowPolicy#BLOCK} unless set otherwise. */
  public static final Duration DEFAULT_BLOCK_TIMEOUT = Duration.ofSeconds(1);

  private static final Duration LONGEST = Duration.ofDays(365);

  private final EventTap delegate;
  private int capacity = DEFAULT_CAPACITY;
  private OverflowPolicy overflow = OverflowPolicy.BLOCK;
  private Duration blockTimeout = DEFAULT_BLOCK_TIMEOUT;
  private FailureListener failureListener = FailureListener.logging();
  private ThreadFactory threads = AsyncTapBuilder::daemon;

  AsyncTapBuilder(EventTap delegate) {
    this.delegate = delegate;
  }

  /**
   * Sets how many events may be heard and not done with, the one the delegate is hearing too. By
   * default {@link #DEFAULT_CAPACITY}.
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

  /** Sets what is done when there is no room. By default {@link OverflowPolicy#BLOCK}. */
  public AsyncTapBuilder overflow(OverflowPolicy overflow) {
    this.overflow = requireNonNull(overflow, "overflow");
    return this;
  }

  /**
   * Sets how long an emitter waits for room under {@link OverflowPolicy#BLOCK}. By default {@link
   * #DEFAULT_BLOCK_TIMEOUT}.
   *
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
   * Sets who hears what the delegate throws, on the writer's thread. By default {@link
   * FailureListener#logging()}.
   */
  public AsyncTapBuilder failureListener(FailureListener failureListener) {
    this.failureListener = requireNonNull(failureListener, "failureListener");
    return this;
  }

  /** Sets what makes the writer's thread. By default a daemon named {@code tidings-async-tap}. */
  public AsyncTapBuilder threads(ThreadFactory threads) {
    this.threads = requireNonNull(threads, "threads");
    return this;
  }

  /**
   * Builds the tap and starts its writer.
   *
   * @throws IllegalArgumentException if the thread factory gives null
   */
  public AsyncTap build() {
    HandOver handOver = new HandOver(capacity, overflow, blockTimeout.toNanos());
    Writer writer = new Writer(delegate, handOver, failureListener);
    AsyncTap tap = new AsyncTap(delegate, handOver, writer, threads);
    tap.start();
    return tap;
  }

  private static Thread daemon(Runnable writer) {
    Thread thread = new Thread(writer, "tidings-async-tap");
    thread.setDaemon(true);
    return thread;
  }
}
