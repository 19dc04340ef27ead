package io.tidings.event.langchain4j;

import dev.langchain4j.agent.tool.Tool;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventType;

/** Tools of the tests. */
final class Tools {

  private final EventBus bus;

  Tools(EventBus bus) {
    this.bus = bus;
  }

  @Tool
  String first() {
    return "one";
  }

  @Tool
  String second() {
    return "two";
  }

  @Tool
  String failing() {
    throw new IllegalStateException("no disk at /home/margaret");
  }

  /** Emits an event of the host, as a tool with a service does. */
  @Tool
  String reading() {
    bus.emit(DomainEvent.of(EventType.RESOURCE_ACCESSED));
    return "read";
  }
}
