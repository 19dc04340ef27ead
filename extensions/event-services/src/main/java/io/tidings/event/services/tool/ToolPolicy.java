package io.tidings.event.services.tool;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Durations;
import io.tidings.event.services.internal.Inputs;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How long a tool may take, and how often it is tried. Immutable.
 *
 * @param timeout how long one attempt may take; null for as long as it likes
 * @param maxAttempts how often a tool is tried in all, 1 to {@value #MAX_ATTEMPTS}
 * @param backoff how long to pause before the second attempt; the pause doubles with each attempt
 * @param maxBackoff the longest pause, which chance does not make longer either
 * @param jitter the part of each pause that is left to chance, 0 to 1: a pause of 100 ms with a
 *     jitter of 0.2 takes 80 to 120, unless that is beyond the longest
 * @param retriable which failures are worth another attempt
 */
public record ToolPolicy(
    @Nullable Duration timeout,
    int maxAttempts,
    Duration backoff,
    Duration maxBackoff,
    double jitter,
    Predicate<? super Exception> retriable) {

  /** The greatest number of attempts. */
  public static final int MAX_ATTEMPTS = 100;

  /** The longest an attempt may take unless told otherwise. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(1);

  /** How often a tool is tried unless told otherwise. */
  public static final int DEFAULT_ATTEMPTS = 3;

  /** The pause before the second attempt unless told otherwise. */
  public static final Duration DEFAULT_BACKOFF = Duration.ofMillis(100);

  /** The longest pause unless told otherwise. */
  public static final Duration DEFAULT_MAX_BACKOFF = Duration.ofSeconds(10);

  /** The part of a pause left to chance unless told otherwise. */
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
      throw new IllegalArgumentException("timeout must be positive; null is for none");
    }
    if (Inputs.positive(maxAttempts, "maxAttempts") > MAX_ATTEMPTS) {
      throw new IllegalArgumentException("maxAttempts must be at most " + MAX_ATTEMPTS);
    }
    if (backoff.isNegative() || maxBackoff.compareTo(backoff) < 0) {
      throw new IllegalArgumentException("backoff must be 0 to maxBackoff");
    }
    if (!(jitter >= 0 && jitter <= 1)) {
      throw new IllegalArgumentException("jitter must be 0 to 1, but is " + jitter);
    }
    requireNonNull(retriable, "retriable");
  }

  /** Returns the policy with every default; every exception is worth another attempt. */
  public static ToolPolicy defaults() {
    return DEFAULTS;
  }

  /** Returns a policy of one attempt that may take as long as it likes, on the caller's thread. */
  public static ToolPolicy once() {
    return DEFAULTS.withTimeout(null).withMaxAttempts(1);
  }

  /** Returns this policy with another time limit, or none. */
  public ToolPolicy withTimeout(@Nullable Duration limit) {
    return new ToolPolicy(limit, maxAttempts, backoff, maxBackoff, jitter, retriable);
  }

  /** Returns this policy with another number of attempts. */
  public ToolPolicy withMaxAttempts(int attempts) {
    return new ToolPolicy(timeout, attempts, backoff, maxBackoff, jitter, retriable);
  }

  /** Returns this policy with other pauses. */
  public ToolPolicy withBackoff(Duration first, Duration longest, double chance) {
    return new ToolPolicy(timeout, maxAttempts, first, longest, chance, retriable);
  }

  /** Returns this policy with another idea of which failures are worth another attempt. */
  public ToolPolicy withRetriable(Predicate<? super Exception> worthIt) {
    return new ToolPolicy(timeout, maxAttempts, backoff, maxBackoff, jitter, worthIt);
  }

  /**
   * Returns how long to pause.
   *
   * @param attempt the attempt that has failed, 1 for the first
   * @param chance from 0 to below 1
   */
  Duration pause(int attempt, double chance) {
    double longest = (double) Durations.nanos(maxBackoff);
    double pause = Math.min(longest, Math.scalb((double) Durations.nanos(backoff), attempt - 1));
    double chosen = pause * (1 + jitter * (2 * chance - 1));
    return Duration.ofNanos(Math.round(Math.min(longest, chosen)));
  }
}
