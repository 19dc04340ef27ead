package io.tidings.event.webhooks.internal.dispatch;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Exponential backoff with jitter: 1, 2, 4, 8 and 16 seconds, each shortened by a random part of up
 * to one half, so that deliveries that failed together are not retried together.
 *
 * @contract WEB-13
 */
public final class Backoff {

  /** Maximum number of retries of a delivery. */
  public static final int MAX_RETRIES = 5;

  private static final long FIRST_MILLIS = 1_000;

  private final RandomGenerator random;

  /** Creates a backoff over a source of randomness. */
  public Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** Returns the delay after a number of attempts, at least 1. */
  public Duration after(int attempts) {
    long whole = FIRST_MILLIS << Math.min(attempts - 1, MAX_RETRIES);
    return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
  }
}
