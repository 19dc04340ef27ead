package io.tidings.event.webhooks.internal.dispatch;

/**
 * Limits of a dispatcher. Immutable.
 *
 * @param concurrency maximum number of concurrent requests per subscription
 * @param requests maximum number of concurrent requests in all
 * @param pauseAfter number of consecutive failed deliveries after which a subscription is paused
 */
public record DispatchLimits(int concurrency, int requests, int pauseAfter) {

  /** The default limits. */
  public static final DispatchLimits STANDARD = new DispatchLimits(4, 256, 10);

  /**
   * Validates the limits.
   *
   * @throws IllegalArgumentException if a limit is out of range
   */
  public DispatchLimits {
    require(concurrency, 1, 64, "concurrency");
    require(requests, 1, 4_096, "requests");
    require(pauseAfter, 1, 1_000_000, "pauseAfter");
  }

  private static void require(int value, int min, int max, String argument) {
    if (value < min || value > max) {
      throw new IllegalArgumentException(
          argument + " must be " + min + " to " + max + ", but is " + value);
    }
  }
}
