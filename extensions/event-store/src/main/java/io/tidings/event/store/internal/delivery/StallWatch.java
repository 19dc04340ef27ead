package io.tidings.event.store.internal.delivery;

import io.tidings.event.internal.Durations;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Log entries of a consumer that makes no progress although events wait: one when it stands still
 * and one when it resumes. Confined to the consumer's thread.
 *
 * @contract DLV-08
 */
final class StallWatch {

  private final DeliveryLog log;
  private final LongSupplier nanoTime;
  private final long limit;
  private long progressAt;
  private boolean isStalled;

  StallWatch(DeliveryLog log, LongSupplier nanoTime, Duration limit) {
    this.log = log;
    this.nanoTime = nanoTime;
    this.limit = Durations.nanos(limit);
    this.progressAt = nanoTime.getAsLong();
  }

  /** Notes progress, or that nothing waits. */
  void progress() {
    long now = nanoTime.getAsLong();
    if (isStalled) {
      isStalled = false;
      log.warn("has resumed after %s".formatted(Duration.ofNanos(now - progressAt)), null);
    }
    progressAt = now;
  }

  /** Logs that the consumer stands still if it does. */
  void check(Supplier<String> state) {
    long stalled = nanoTime.getAsLong() - progressAt;
    if (!isStalled && stalled >= limit) {
      isStalled = true;
      log.warn(
          "stands still: no event handled for %s although events wait; %s"
              .formatted(Duration.ofNanos(stalled), state.get()),
          null);
    }
  }
}
