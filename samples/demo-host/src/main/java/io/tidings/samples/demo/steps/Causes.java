package io.tidings.samples.demo.steps;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventContext;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The events with which something begins: what a service has just told becomes the cause of what
 * the host does next. A handler of the bus; thread-safe.
 */
final class Causes {

  private final Map<EventKind, DomainEvent> last = new ConcurrentHashMap<>();

  /** Selects the kinds it keeps the last of. */
  static EventSelector selector() {
    return EventSelector.kinds(
        EventType.SESSION_CREATED,
        EventType.PLAN_CREATED,
        EventType.PLAN_PHASE_CHANGED,
        EventType.RESOURCE_ACCESSED);
  }

  /** Keeps an event. */
  void keep(DomainEvent event) {
    last.put(event.kind(), event);
  }

  /** Makes the last event of a kind the cause of what follows; of none, if nobody told it. */
  EventContext.Handle open(EventType kind) {
    DomainEvent event = last.get(kind);
    return event == null ? EventContext.capture().open() : EventContext.of(event).open();
  }
}
