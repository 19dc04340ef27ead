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
 * The traces of the run: one for each run of an actor, by the id of the event that began it, with
 * how it ended. A handler of the bus, and where traces are read from. Thread-safe.
 */
final class Traces implements ItemSource<Traces.Trace, String> {

  private final Map<String, Trace> byId = new LinkedHashMap<>();

  /**
   * A run of an actor.
   *
   * @param id the id of the event that began it
   * @param actor who ran
   * @param end the kind of event that ended it, or an empty text while it goes on
   */
  record Trace(String id, String actor, String end) {}

  /** Selects the kinds it is made of. */
  static EventSelector selector() {
    return EventSelector.category("actor");
  }

  /** Keeps an event of an actor. */
  synchronized void keep(DomainEvent event) {
    String actor = String.valueOf(event.actorName());
    if (event.is(EventType.ACTOR_INVOKED)) {
      byId.put(event.id(), new Trace(event.id(), actor, ""));
    } else if (event.causationId() != null) {
      byId.computeIfPresent(
          event.causationId(), (id, begun) -> new Trace(id, actor, event.kind().id()));
    }
  }

  @Override
  public synchronized List<Trace> fetch(String projectId, List<String> ids) {
    return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
  }

  /** Returns the traces that ended in an event of this kind; all, if it is an empty text. */
  @Override
  public synchronized List<Trace> query(String projectId, String end) {
    return byId.values().stream().filter(trace -> trace.end().startsWith(end)).toList();
  }

  synchronized List<String> ids() {
    return new ArrayList<>(byId.keySet());
  }
}
