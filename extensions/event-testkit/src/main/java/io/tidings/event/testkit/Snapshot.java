package io.tidings.event.testkit;

import io.tidings.event.DomainEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Contents of a recording at one moment. Confined to one thread. */
final class Snapshot {

  private final List<DomainEvent> events;
  private final long dropped;
  private final long position;
  private final boolean closed;
  private @Nullable Map<String, DomainEvent> byId;

  Snapshot(List<DomainEvent> events, long dropped, long position, boolean closed) {
    this.events = List.copyOf(events);
    this.dropped = dropped;
    this.position = position;
    this.closed = closed;
  }

  /** Returns the part with a correlation id. */
  Snapshot correlatedWith(String correlationId) {
    return new Snapshot(
        events.stream().filter(event -> event.correlationId().equals(correlationId)).toList(),
        dropped,
        position,
        closed);
  }

  List<DomainEvent> events() {
    return events;
  }

  /** Returns the number of dropped events, any of which may have belonged here. */
  long dropped() {
    return dropped;
  }

  /** Returns the number of events the bus had recorded. */
  long position() {
    return position;
  }

  /** Returns whether the recording had ended, so that no further event is recorded. */
  boolean closed() {
    return closed;
  }

  /** Returns the first event with an id, or null. */
  @Nullable DomainEvent find(@Nullable String id) {
    if (byId == null) {
      byId = new HashMap<>();
      for (DomainEvent event : events) {
        byId.putIfAbsent(event.id(), event);
      }
    }
    return byId.get(id);
  }
}
