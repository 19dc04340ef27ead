package io.tidings.event.async;

import static java.util.Objects.requireNonNull;

import io.tidings.event.internal.Durations;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import java.util.function.Predicate;

/**
 * Policy for the failures of an asynchronous handler: attempts, the delay before each further one,
 * and the failures that are worth another attempt. Immutable and thread-safe.
 *
 * <pre>{@code
 * RetryPolicy policy =
 *     RetryPolicy.attempts(5)
 *         .backoff(Duration.ofMillis(100), Duration.ofSeconds(10))
 *         .on(failure -> failure instanceof IOException);
 * }</pre>
 *
 * <p>Delays double from the first to the longest; jitter of a half varies each between its half and
 * the whole. While an event waits for its next attempt, later events with its key wait too.
 *
 * @contract SUB-04
 */
public final class RetryPolicy {

  /** The maximum number of attempts: {@value}. */
  public static final int MAX_ATTEMPTS = 1_000;

  private static final Duration DEFAULT_FIRST = Duration.ofMillis(100);
  private static final Duration DEFAULT_LONGEST = Duration.ofSeconds(30);
  private static final Duration MOST = Duration.ofDays(1);
  private static final double DEFAULT_JITTER = 0.5;
  private static final int MAX_DOUBLINGS = 62;

  private final int attempts;
  private final Duration first;
  private final Duration longest;
  private final double jitter;
  private final Predicate<? super Throwable> retried;

  private RetryPolicy(
      int attempts,
      Duration first,
      Duration longest,
      double jitter,
      Predicate<? super Throwable> retried) {
    this.attempts = attempts;
    this.first = first;
    this.longest = longest;
    this.jitter = jitter;
    this.retried = retried;
  }

  /** Returns the policy of a single attempt. */
  public static RetryPolicy none() {
    return attempts(1);
  }

  /**
   * Returns a policy with a number of attempts, the first one included: delays from 100 ms to 30
   * seconds, jitter of a half, for every failure but a {@code RedactedDetailException}.
   *
   * @throws IllegalArgumentException if it is not 1 to {@value #MAX_ATTEMPTS}
   */
  public static RetryPolicy attempts(int attempts) {
    if (attempts < 1 || attempts > MAX_ATTEMPTS) {
      throw new IllegalArgumentException(
          "attempts must be 1 to %s, but is %s".formatted(MAX_ATTEMPTS, attempts));
    }
    return new RetryPolicy(
        attempts, DEFAULT_FIRST, DEFAULT_LONGEST, DEFAULT_JITTER, RetryPolicy::isTransient);
  }

  /**
   * Returns this policy with another number of attempts, the first one included.
   *
   * @throws IllegalArgumentException if it is not 1 to {@value #MAX_ATTEMPTS}
   */
  public RetryPolicy atMost(int attempts) {
    RetryPolicy checked = attempts(attempts);
    return new RetryPolicy(checked.attempts, first, longest, jitter, retried);
  }

  private static boolean isTransient(Throwable failure) {
    return !(failure instanceof io.tidings.event.RedactedDetailException);
  }

  /**
   * Returns this policy with other delays: {@code first} before the second attempt, then twice the
   * previous one, at most {@code longest}. After a delay of zero the next attempt follows at once,
   * on the same thread.
   *
   * @throws NullPointerException if an argument is null
   * @throws IllegalArgumentException if {@code first} is negative, or {@code longest} is less than
   *     {@code first} or more than a day
   */
  public RetryPolicy backoff(Duration first, Duration longest) {
    requireNonNull(first, "first");
    requireNonNull(longest, "longest");
    if (first.isNegative() || longest.compareTo(first) < 0 || longest.compareTo(MOST) > 0) {
      throw new IllegalArgumentException(
          "first and longest must satisfy 0 <= first <= longest <= 1 day, but are %s and %s"
              .formatted(first, longest));
    }
    return new RetryPolicy(attempts, first, longest, jitter, retried);
  }

  /**
   * Returns this policy with another jitter: a delay is varied between {@code 1 - jitter} times and
   * the whole.
   *
   * @throws IllegalArgumentException if it is not 0 to 1
   */
  public RetryPolicy jitter(double jitter) {
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("jitter must be 0 to 1, but is " + jitter);
    }
    return new RetryPolicy(attempts, first, longest, jitter, retried);
  }

  /**
   * Returns this policy for the failures that {@code retried} accepts; others end the attempts. A
   * predicate that throws accepts none.
   *
   * @throws NullPointerException if {@code retried} is null
   */
  public RetryPolicy on(Predicate<? super Throwable> retried) {
    return new RetryPolicy(attempts, first, longest, jitter, requireNonNull(retried, "retried"));
  }

  /** Returns the attempts, the delays and the jitter. */
  @Override
  public String toString() {
    return "RetryPolicy[attempts=%s, first=%s, longest=%s, jitter=%s]"
        .formatted(attempts, first, longest, jitter);
  }

  /** Returns the number of attempts, the first one included. */
  public int attempts() {
    return attempts;
  }

  /**
   * Returns whether another attempt follows.
   *
   * @param attempt the number of the attempt that failed, from 1
   * @param failure the failure
   */
  public boolean isRetried(int attempt, Throwable failure) {
    return attempt < attempts && retried.test(failure);
  }

  /**
   * Returns the delay before the next attempt.
   *
   * @param attempt the number of the attempt that failed, from 1
   * @param random returns a number from 0 to 1
   */
  public Duration delay(int attempt, DoubleSupplier random) {
    long longestNanos = Durations.nanos(longest);
    long nanos = Durations.nanos(first);
    for (int i = 1; i < Math.min(attempt, MAX_DOUBLINGS) && nanos < longestNanos; i++) {
      nanos = Math.min(longestNanos, nanos * 2);
    }
    return Duration.ofNanos(Math.round(nanos * (1 - jitter * random.getAsDouble())));
  }
}
