package io.tidings.event.meter;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Event counters of both layers by organization. Thread-safe. */
final class Counters {

  private static final int ORGANIZATIONS = 10_000;
  private static final String OTHERS = "";

  private final ConcurrentHashMap<String, Counter> byOrganization = new ConcurrentHashMap<>();

  /** Returns the counter of an organization, or the shared one beyond the maximum. */
  Counter of(String organization) {
    Counter existing = byOrganization.get(organization);
    if (existing != null) {
      return existing;
    }
    String name = byOrganization.size() < ORGANIZATIONS ? organization : OTHERS;
    return byOrganization.computeIfAbsent(name, first -> new Counter());
  }

  /** Returns a snapshot, in ascending order of organization. */
  Map<String, Metering.Tally> tallies() {
    Map<String, Metering.Tally> tallies = new TreeMap<>();
    byOrganization.forEach((organization, counter) -> tallies.put(organization, counter.tally()));
    return tallies;
  }

  /** Counters of one organization. */
  static final class Counter {

    final LongAdder admitted = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder stored = new LongAdder();
    final LongAdder denied = new LongAdder();

    private Metering.Tally tally() {
      return new Metering.Tally(admitted.sum(), dropped.sum(), stored.sum(), denied.sum());
    }
  }
}
