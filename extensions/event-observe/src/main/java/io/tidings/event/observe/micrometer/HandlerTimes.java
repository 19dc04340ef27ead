package io.tidings.event.observe.micrometer;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Numbers of the calls of one handler. Reading the clock twice costs more than a small handler
 * takes: while the calls take less than {@link #FAST_NANOS}, one call in {@link #SAMPLE} is timed,
 * chosen at random, and stands for as many. Thread-safe: {@link #left} is read and set without a
 * lock, and a lost update only shifts the change between the two.
 */
final class HandlerTimes {

  /** The duration of a call from which on the next calls are all timed. */
  static final long FAST_NANOS = 1_000;

  /** The number of fast calls after which they are sampled. */
  static final int TRIAL = 64;

  /** The number of calls for which a sampled one stands. */
  static final int SAMPLE = 8;

  private static final int EVERY_CALL = Integer.MAX_VALUE;

  private final LongSupplier clock;
  private final BooleanSupplier sampled;
  private final LongAdder calls = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder nanos = new LongAdder();
  private final RecentMax max;

  /** The number of further calls that are all timed. */
  private int left;

  /** Creates numbers that time fast calls if {@code sampled} returns true. */
  HandlerTimes(LongSupplier clock, BooleanSupplier sampled) {
    this(clock, sampled, TRIAL);
  }

  private HandlerTimes(LongSupplier clock, BooleanSupplier sampled, int left) {
    this.clock = clock;
    this.sampled = sampled;
    this.max = new RecentMax(clock);
    this.left = left;
  }

  /** Returns numbers that time one fast call in {@link #SAMPLE}. */
  static HandlerTimes sampling(LongSupplier clock) {
    return new HandlerTimes(
        clock, () -> (ThreadLocalRandom.current().nextInt() & (SAMPLE - 1)) == 0);
  }

  /** Returns numbers that time every call. */
  static HandlerTimes ofEveryCall(LongSupplier clock) {
    return new HandlerTimes(clock, () -> true, EVERY_CALL);
  }

  /** Returns the number of calls for which the next one stands, or 0 if it is not timed. */
  int weight() {
    return left > 0 ? 1 : sampled.getAsBoolean() ? SAMPLE : 0;
  }

  /** Returns the time. */
  long now() {
    return clock.getAsLong();
  }

  /** Counts a call that has ended. */
  void count() {
    calls.increment();
  }

  void countFailure() {
    failures.increment();
  }

  /** Adds the duration of a timed call. */
  void add(long duration, int weight) {
    nanos.add(duration * weight);
    max.record(duration);
    int now = left;
    if (now == EVERY_CALL) {
      return;
    }
    int next = duration >= FAST_NANOS ? TRIAL : Math.max(0, now - 1);
    if (next != now) {
      left = next;
    }
  }

  long calls() {
    return calls.sum();
  }

  long failures() {
    return failures.sum();
  }

  long nanos() {
    return nanos.sum();
  }

  RecentMax max() {
    return max;
  }
}
