package io.tidings.samples.demo;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.EventType;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts of events by kind, in order of first occurrence. Confined to one thread. */
final class Tally {

  private final Map<EventKind, Long> counts = new LinkedHashMap<>();
  private long total;

  /** Counts an event. */
  void count(DomainEvent event) {
    counts.merge(event.kind(), 1L, Long::sum);
    total++;
  }

  long of(EventKind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  long total() {
    return total;
  }

  /** Returns the counts of the categories, the greatest first. */
  Map<String, Long> categories() {
    Map<String, Long> categories = new TreeMap<>();
    counts.forEach((kind, count) -> categories.merge(EventKind.category(kind), count, Long::sum));
    return categories.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
  }

  /** Returns the emitted types of the catalogue. */
  Set<EventType> types() {
    Set<EventType> types = EnumSet.noneOf(EventType.class);
    counts.keySet().stream()
        .filter(EventType.class::isInstance)
        .map(EventType.class::cast)
        .forEach(types::add);
    return types;
  }
}
