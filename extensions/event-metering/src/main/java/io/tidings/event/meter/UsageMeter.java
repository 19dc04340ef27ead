package io.tidings.event.meter;

import io.tidings.event.store.EventStore;
import org.jspecify.annotations.Nullable;

/**
 * Usage numbers. An adjustment checks the quota and adds in one atomic step: concurrent adjustments
 * are never lost and together never exceed what the quota allows. Thread-safe.
 *
 * @contract MET-16
 */
public interface UsageMeter {

  /**
   * Returns the usage of a meter; 0 if it was never adjusted.
   *
   * @throws RuntimeException if the usage cannot be read
   */
  long used(Meter meter);

  /**
   * Adds to the usage of a meter if the quota allows it. The usage never falls below 0.
   *
   * @param meter the meter
   * @param delta the amount; a negative amount is a refund, which is always allowed
   * @param quota the quota to check
   * @param receipt an idempotency key for the meter's counter and scope in any period, or null for
   *     none. A known receipt changes nothing; a denied adjustment does not store its receipt
   * @return the outcome; for a known receipt, allowed, with the current usage
   * @throws RuntimeException if the outcome is unknown
   */
  Adjustment adjust(Meter meter, long delta, Quota quota, @Nullable String receipt);

  /**
   * Returns a new meter in memory, which is lost with the process. It holds every organization and
   * period ever charged, and the latest 100,000 receipts.
   */
  static UsageMeter inMemory() {
    return new InMemoryMeter();
  }

  /**
   * Returns the meter in a trail's database, which lives as long as the trail. Each adjustment is
   * one transaction, committed when the call returns; one with a receipt is retried as long as an
   * append would be. Receipts are kept for seven days, usage of past periods for good.
   *
   * <p>The first adjustment creates the tables, or adopts those of an earlier version with their
   * numbers. Without tables every usage reads as 0, so a read-only trail can be read. Failures are
   * {@link io.tidings.event.store.StoreException}s: {@code READ_ONLY} or {@code OLDER_SCHEMA} for
   * an adjustment on a read-only trail, {@code FOREIGN} if the database has other tables of these
   * names.
   *
   * @throws IllegalStateException from an adjustment within {@link
   *     io.tidings.event.store.spi.StoreDatabase#write}
   */
  static UsageMeter in(EventStore trail) {
    return new StoredMeter(trail.database());
  }

  /**
   * The outcome of an adjustment. Immutable and thread-safe.
   *
   * @param allowed whether the adjustment was made, by this call or an earlier one
   * @param used the usage after the call
   */
  record Adjustment(boolean allowed, long used) {}
}
