package io.tidings.samples.demo;

import io.tidings.event.DomainEvent;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Recent events and their causes. Evicts the event that was least recently a cause, so it holds the
 * ancestors of current work in bounded memory. Confined to one thread.
 */
final class Lineage {

  static final int CAPACITY = 64;

  private final Map<String, DomainEvent> recent = new LinkedHashMap<>(2 * CAPACITY, 0.75f, true);

  /** Adds an event and returns its known ancestors, the oldest first. */
  List<DomainEvent> add(DomainEvent event) {
    ArrayDeque<DomainEvent> ancestors = new ArrayDeque<>();
    DomainEvent cause = find(event.causationId());
    while (cause != null && ancestors.size() < CAPACITY) {
      ancestors.addFirst(cause);
      cause = find(cause.causationId());
    }
    recent.put(event.id(), event);
    if (recent.size() > CAPACITY) {
      evictEldest();
    }
    return List.copyOf(ancestors);
  }

  int size() {
    return recent.size();
  }

  private @Nullable DomainEvent find(@Nullable String id) {
    return id == null ? null : recent.get(id);
  }

  private void evictEldest() {
    Iterator<String> eldest = recent.keySet().iterator();
    eldest.next();
    eldest.remove();
  }
}
