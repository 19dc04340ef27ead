package io.tidings.event.cli.demo;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts events by kind, in the order in which the kinds first came. Confined to one thread. */
final class Tally {

  private final Map<String, Long> counts = new LinkedHashMap<>();
  private long total;

  /** Counts an event. */
  void count(DomainEvent event) {
    counts.merge(event.kind().id(), 1L, Long::sum);
    total++;
  }

  long of(EventKind kind) {
    return counts.getOrDefault(kind.id(), 0L);
  }

  long total() {
    return total;
  }

  /** Returns the counts by the kinds' ids. */
  Map<String, Long> counts() {
    return new LinkedHashMap<>(counts);
  }
}
