package io.tidings.event.webhooks;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How long to wait before the next attempt: about one, two, four, eight, sixteen seconds, each
 * between half and all of that, so that what failed together does not come again together.
 */
final class Backoff {

  /** How often a delivery is tried again (WEB-13). */
  static final int MAX_RETRIES = 5;

  private static final long FIRST_MILLIS = 1_000;

  private final RandomGenerator random;

  Backoff(RandomGenerator random) {
    this.random = random;
  }

  /** Returns how long to wait after an attempt, the first of which is 1. */
  Duration after(int attempts) {
    long whole = FIRST_MILLIS << Math.min(attempts - 1, MAX_RETRIES);
    return Duration.ofMillis(whole / 2 + random.nextLong(whole / 2 + 1));
  }
}
