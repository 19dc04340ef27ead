package io.tidings.samples.demo.steps;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventContext;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The last event of each kind that starts a part of the script. Such an event becomes the cause of
 * the host's next events. A handler of the bus; thread-safe.
 */
final class Causes {

  private final Map<EventKind, DomainEvent> last = new ConcurrentHashMap<>();

  /** Selects the kinds to record. */
  static EventSelector selector() {
    return EventSelector.kinds(
        EventType.SESSION_CREATED,
        EventType.PLAN_CREATED,
        EventType.PLAN_PHASE_CHANGED,
        EventType.RESOURCE_ACCESSED);
  }

  /** Records an event as the last one of its kind. */
  void record(DomainEvent event) {
    last.put(event.kind(), event);
  }

  /**
   * Opens the context of the last event of a kind, or the current context if there is no such
   * event.
   */
  EventContext.Handle open(EventType kind) {
    DomainEvent event = last.get(kind);
    return event == null ? EventContext.capture().open() : EventContext.of(event).open();
  }
}
