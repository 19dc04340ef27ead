package io.tidings.event.cli.demo;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventBus;
import io.tidings.event.EventContext;
import io.tidings.event.EventKind;
import java.util.function.Consumer;

/** Emits events whose effects are to be known as theirs. Thread-safe, as the bus is. */
final class Causes {

  private final EventBus bus;

  Causes(EventBus bus) {
    this.bus = bus;
  }

  /**
   * Emits an event and makes it the cause of every event built on this thread until the context
   * returned is closed. The event's handlers have run by then, so nothing waits in the bus.
   */
  EventContext.Opened open(EventKind kind, Consumer<EventBuilder> content) {
    EventBuilder builder = bus.events().builder(kind);
    content.accept(builder);
    DomainEvent event = builder.build();
    bus.emit(event);
    return EventContext.of(event).open();
  }
}
