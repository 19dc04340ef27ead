package io.tidings.event.cli.demo;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import java.util.ArrayList;
import java.util.List;

/**
 * Records the first tool call that ended, with all that led to it and all that it caused: a few
 * events, however many there are. Confined to one thread.
 */
final class CausalTree {

  private final Lineage lineage = new Lineage();
  private List<DomainEvent> ancestors = List.of();
  private List<DomainEvent> effects = List.of();

  /** Records an event, until a tool call has ended. */
  void record(DomainEvent event) {
    if (isComplete()) {
      return;
    }
    List<DomainEvent> led = lineage.add(event);
    if (event.is(EventType.TOOL_COMPLETED) || event.is(EventType.TOOL_ERRORED)) {
      ancestors = led;
      effects = led.isEmpty() ? List.of(event) : lineage.effectsOf(led.get(led.size() - 1));
    }
  }

  boolean isComplete() {
    return !effects.isEmpty();
  }

  /** Returns the events as lines, each below its cause; none if there was no tool call. */
  List<String> lines(Terminal terminal) {
    List<String> lines = new ArrayList<>();
    for (DomainEvent event : ancestors) {
      lines.add(EventLine.of(event, lines.size(), terminal));
    }
    effects.forEach(event -> lines.add(EventLine.of(event, ancestors.size(), terminal)));
    return lines;
  }
}
