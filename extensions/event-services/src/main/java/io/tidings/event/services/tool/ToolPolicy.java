package io.tidings.event.services.tool;

import static java.util.Objects.requireNonNull;

import io.tidings.event.internal.Durations;
import io.tidings.event.services.internal.Inputs;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Timeout and retries with backoff of tool calls. Immutable.
 *
 * @param timeout the maximum time of one attempt; null for none
 * @param maxAttempts the maximum number of attempts, 1 to {@value #MAX_ATTEMPTS}
 * @param backoff the pause before the second attempt; it doubles with each further attempt
 * @param maxBackoff the maximum pause, jitter included
 * @param jitter the random part of each pause, 0 to 1: with 0.2 a pause of 100 ms takes 80 to 120
 *     ms, limited by the maximum
 * @param retriable returns whether a failure is followed by another attempt
 */
public record ToolPolicy(
    @Nullable Duration timeout,
    int maxAttempts,
    Duration backoff,
    Duration maxBackoff,
    double jitter,
    Predicate<? super Exception> retriable) {

  /** The maximum of {@code maxAttempts}. */
  public static final int MAX_ATTEMPTS = 100;

  /** The default maximum time of one attempt. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(1);

  /** The default maximum number of attempts. */
  public static final int DEFAULT_ATTEMPTS = 3;

  /** The default pause before the second attempt. */
  public static final Duration DEFAULT_BACKOFF = Duration.ofMillis(100);

  /** The default maximum pause. */
  public static final Duration DEFAULT_MAX_BACKOFF = Duration.ofSeconds(10);

  /** The default random part of a pause. */
  public static final double DEFAULT_JITTER = 0.2;

  private static final ToolPolicy DEFAULTS =
      new ToolPolicy(
          DEFAULT_TIMEOUT,
          DEFAULT_ATTEMPTS,
          DEFAULT_BACKOFF,
          DEFAULT_MAX_BACKOFF,
          DEFAULT_JITTER,
          failure -> true);

  /**
   * Creates a policy.
   *
   * @throws IllegalArgumentException if a part is out of its bounds
   */
  public ToolPolicy {
    if (timeout != null && (timeout.isNegative() || timeout.isZero())) {
      throw new IllegalArgumentException("timeout must be positive; use null for none");
    }
    if (Inputs.positive(maxAttempts, "maxAttempts") > MAX_ATTEMPTS) {
      throw new IllegalArgumentException("maxAttempts must be at most " + MAX_ATTEMPTS);
    }
    if (backoff.isNegative() || maxBackoff.compareTo(backoff) < 0) {
      throw new IllegalArgumentException("backoff must not be negative or exceed maxBackoff");
    }
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("jitter must be 0 to 1, but is " + jitter);
    }
    requireNonNull(retriable, "retriable");
  }

  /** Returns the policy with all defaults, which retries every exception. */
  public static ToolPolicy defaults() {
    return DEFAULTS;
  }

  /** Returns a policy of one attempt without timeout, on the calling thread. */
  public static ToolPolicy once() {
    return DEFAULTS.withTimeout(null).withMaxAttempts(1);
  }

  /** Returns this policy with another timeout; null for none. */
  public ToolPolicy withTimeout(@Nullable Duration limit) {
    return new ToolPolicy(limit, maxAttempts, backoff, maxBackoff, jitter, retriable);
  }

  /** Returns this policy with another maximum number of attempts. */
  public ToolPolicy withMaxAttempts(int attempts) {
    return new ToolPolicy(timeout, attempts, backoff, maxBackoff, jitter, retriable);
  }

  /**
   * Returns this policy with another backoff.
   *
   * @param first the pause before the second attempt
   * @param longest the maximum pause
   * @param randomPart the jitter, 0 to 1
   */
  public ToolPolicy withBackoff(Duration first, Duration longest, double randomPart) {
    return new ToolPolicy(timeout, maxAttempts, first, longest, randomPart, retriable);
  }

  /** Returns this policy with another condition for retries. */
  public ToolPolicy withRetriable(Predicate<? super Exception> condition) {
    return new ToolPolicy(timeout, maxAttempts, backoff, maxBackoff, jitter, condition);
  }

  /**
   * Returns the pause after a failed attempt.
   *
   * @param attempt the number of the failed attempt, from 1
   * @param chance a random number from 0 to below 1
   */
  Duration pause(int attempt, double chance) {
    double longest = (double) Durations.nanos(maxBackoff);
    double pause = Math.min(longest, Math.scalb((double) Durations.nanos(backoff), attempt - 1));
    double chosen = pause * (1 + jitter * (2 * chance - 1));
    return Duration.ofNanos(Math.round(Math.min(longest, chosen)));
  }
}
