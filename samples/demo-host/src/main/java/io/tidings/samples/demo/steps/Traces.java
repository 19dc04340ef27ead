package io.tidings.samples.demo.steps;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.services.boundary.ItemSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The trace of each actor run: its first event and its end. A handler of the bus and a source of
 * traces. Thread-safe.
 */
final class Traces implements ItemSource<Traces.Trace, String> {

  private final Map<String, Trace> byId = new LinkedHashMap<>();

  /**
   * The run of an actor.
   *
   * @param id the id of its first event
   * @param actor the name of the actor
   * @param end the kind of its last event; empty while the run lasts
   */
  record Trace(String id, String actor, String end) {}

  /** Selects the kinds to record. */
  static EventSelector selector() {
    return EventSelector.category("actor");
  }

  /** Records an event of an actor. */
  synchronized void record(DomainEvent event) {
    String actor = String.valueOf(event.actorName());
    if (event.is(EventType.ACTOR_INVOKED)) {
      byId.put(event.id(), new Trace(event.id(), actor, ""));
    } else if (event.causationId() != null) {
      byId.computeIfPresent(
          event.causationId(), (id, trace) -> new Trace(id, actor, event.kind().id()));
    }
  }

  /** Returns the ids of all traces in order of their start. */
  @Override
  public synchronized List<Trace> fetch(String projectId, List<String> ids) {
    return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
  }

  /** Returns the traces that ended in an event of a kind; an empty kind selects all. */
  @Override
  public synchronized List<Trace> query(String projectId, String end) {
    return byId.values().stream().filter(trace -> trace.end().startsWith(end)).toList();
  }

  synchronized List<String> ids() {
    return new ArrayList<>(byId.keySet());
  }
}
