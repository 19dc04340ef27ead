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

  Map<String, Metering.Counts> counts() {
    Map<String, Metering.Counts> counts = new TreeMap<>();
    byOrganization.forEach((organization, counter) -> counts.put(organization, counter.counts()));
    return counts;
  }

  /** What is counted for an organization, and whether its events are being dropped. */
  static final class Counter {

    final LongAdder admitted = new LongAdder();
    final LongAdder dropped = new LongAdder();
    final LongAdder stored = new LongAdder();
    final LongAdder denied = new LongAdder();
    private volatile boolean dropping;

    /** Counts an event let through. */
    void admit() {
      admitted.increment();
      if (dropping) {
        dropping = false;
      }
    }

    /** Counts an event dropped; tells whether it is the first one after one let through. */
    boolean drop() {
      dropped.increment();
      synchronized (this) {
        boolean first = !dropping;
        dropping = true;
        return first;
      }
    }

    private Metering.Counts counts() {
      return new Metering.Counts(admitted.sum(), dropped.sum(), stored.sum(), denied.sum());
    }
  }
}
