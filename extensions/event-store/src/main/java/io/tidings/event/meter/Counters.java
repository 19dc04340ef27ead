package io.tidings.event.meter;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** What both layers count, by organization. Thread-safe. */
final class Counters {

  private static final int ORGANIZATIONS = 10_000;
  private static final String OTHERS = "";

  private final ConcurrentHashMap<String, Counter> byOrganization = new ConcurrentHashMap<>();

  /** Returns the counter of an organization. */
  Counter of(String organization) {
    Counter there = byOrganization.get(organization);
    if (there != null) {
      return there;
    }
    String name = byOrganization.size() < ORGANIZATIONS ? organization : OTHERS;
    return byOrganization.computeIfAbsent(name, first -> new Counter());
  }

  Map<String, Metering.Tally> tallies() {
    Map<String, Metering.Tally> tallies = new TreeMap<>();
    byOrganization.forEach((organization, counter) -> tallies.put(organization, counter.tally()));
    return tallies;
  }

  /** What is counted for an organization. */
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
