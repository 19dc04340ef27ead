package io.tidings.event.meter;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Meters in memory, past periods included, with the latest 100,000 receipts. Thread-safe: guarded
 * by its monitor.
 */
final class InMemoryMeter implements UsageMeter {

  private static final int MAX_RECEIPTS = 100_000;

  private record Charge(Meter meter, String receipt) {}

  private final Map<Meter, Long> used = new HashMap<>();
  private final Map<Charge, Boolean> charges =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Charge, Boolean> eldest) {
          return size() > MAX_RECEIPTS;
        }
      };

  @Override
  public synchronized long used(Meter meter) {
    return used.getOrDefault(meter, 0L);
  }

  @Override
  public synchronized Adjustment adjust(
      Meter meter, long delta, Quota quota, @Nullable String receipt) {
    long before = used(meter);
    if (receipt != null && charges.containsKey(new Charge(meter.timeless(), receipt))) {
      return new Adjustment(true, before);
    }
    if (!quota.allows(before, delta)) {
      return new Adjustment(false, before);
    }
    if (receipt != null) {
      charges.put(new Charge(meter.timeless(), receipt), true);
    }
    long after = Quota.added(before, delta);
    used.put(meter, after);
    return new Adjustment(true, after);
  }
}
