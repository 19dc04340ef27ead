package io.tidings.event.testkit;

import io.tidings.event.DomainEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a recording held at one moment. Confined to one thread. */
final class Snapshot {

  private final List<DomainEvent> events;
  private final long letGo;
  private final long position;
  private final boolean ended;
  private @Nullable Map<String, DomainEvent> byId;

  Snapshot(List<DomainEvent> events, long letGo, long position, boolean ended) {
    this.events = List.copyOf(events);
    this.letGo = letGo;
    this.position = position;
    this.ended = ended;
  }

  /** Returns the part of this that has a correlation id. */
  Snapshot correlatedWith(String correlationId) {
    return new Snapshot(
        events.stream().filter(event -> event.correlationId().equals(correlationId)).toList(),
        letGo,
        position,
        ended);
  }

  List<DomainEvent> events() {
    return events;
  }

  /** Returns how many events came and were let go, each of which may have belonged here. */
  long letGo() {
    return letGo;
  }

  /** Returns how many events the bus had recorded. */
  long position() {
    return position;
  }

  boolean ended() {
    return ended;
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
