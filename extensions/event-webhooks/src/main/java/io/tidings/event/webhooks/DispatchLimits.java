package io.tidings.event.webhooks;

/**
 * How much is under way at a time. Immutable.
 *
 * @param concurrency how many requests to one subscription
 * @param requests how many requests in all
 * @param pauseAfter after how many failed deliveries in a row a subscription is paused
 */
record DispatchLimits(int concurrency, int requests, int pauseAfter) {

  static final DispatchLimits STANDARD = new DispatchLimits(4, 256, 10);

  DispatchLimits {
    require(concurrency, 1, 64, "concurrency");
    require(requests, 1, 4_096, "requests");
    require(pauseAfter, 1, 1_000_000, "pauseAfter");
  }

  private static void require(int value, int least, int most, String argument) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          argument + " must be " + least + " to " + most + ", but is " + value);
    }
  }
}
