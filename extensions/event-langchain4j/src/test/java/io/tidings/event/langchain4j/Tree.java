package io.tidings.event.langchain4j;

import io.tidings.event.DomainEvent;
import io.tidings.event.testkit.RecordingEventBus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Recorded events as lines, indented below their cause, in the order of their emission. */
final class Tree {

  private Tree() {}

  static List<String> of(RecordingEventBus bus) {
    return of(bus.recording().events());
  }

  static List<String> of(List<DomainEvent> events) {
    Map<String, Integer> depths = new HashMap<>();
    List<String> lines = new ArrayList<>();
    for (DomainEvent event : events) {
      int depth =
          event.causationId() == null ? 0 : depths.getOrDefault(event.causationId(), 100) + 1;
      depths.put(event.id(), depth);
      lines.add("  ".repeat(depth) + label(event));
    }
    return lines;
  }

  /** Returns each event with its cause, for events whose order is not determined. */
  static List<String> causes(List<DomainEvent> events) {
    Map<String, String> labels = new HashMap<>();
    events.forEach(event -> labels.put(event.id(), label(event)));
    return events.stream()
        .map(
            event ->
                label(event)
                    + (event.causationId() == null ? "" : " < " + labels.get(event.causationId())))
        .toList();
  }

  static String label(DomainEvent event) {
    return Stream.of(
            event.kind().id(),
            event.actorName(),
            Objects.toString(event.details().get("tool_name"), null))
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" "));
  }
}
