package io.tidings.event.meter;

import io.tidings.event.store.EventStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what was used. An adjustment looks at what has been used and adds to it in one step: of
 * many at once none is lost, and all together never get beyond what the quota allows (MET-16).
 * Thread-safe.
 */
public interface UsageMeter {

  /**
   * Returns what has been used; 0 where nothing was.
   *
   * @throws RuntimeException if it cannot be read
   */
  long used(Meter meter);

  /**
   * Adds to what has been used, if the quota allows it. What has been used is never less than 0.
   *
   * @param meter what to add to
   * @param delta how much; negative to give back, which is always allowed
   * @param quota what decides
   * @param receipt names this adjustment, so that it is made once however often it is asked for, in
   *     whatever period of the same counter and scope; or null if it is not to be known again. One
   *     that was denied has left no trace
   * @return what came of it; for a receipt that is known, allowed, with what has been used by now
   * @throws RuntimeException if it cannot be told what came of it
   */
  Adjustment adjust(Meter meter, long delta, Quota quota, @Nullable String receipt);

  /**
   * Returns a meter that forgets with the process, and nothing before: it has each organization and
   * period that was ever charged.
   */
  static UsageMeter inMemory() {
    return new InMemoryMeter();
  }

  /**
   * Returns the meter in the database of a trail. Each adjustment is a transaction of its own,
   * committed when it returns; one with a receipt is tried again for as long as an append would be.
   * Receipts are known for seven days; what was used in periods that are over stays. Its failures
   * are {@link io.tidings.event.store.StoreException}s.
   */
  static UsageMeter in(EventStore trail) {
    return new StoredMeter(trail.database());
  }

  /**
   * What came of an adjustment. Immutable and thread-safe.
   *
   * @param allowed whether it was made, now or before
   * @param used what has been used, with it if it was made
   */
  record Adjustment(boolean allowed, long used) {}
}
