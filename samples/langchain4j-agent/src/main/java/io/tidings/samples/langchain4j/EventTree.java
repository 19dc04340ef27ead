package io.tidings.samples.langchain4j;

import io.tidings.event.DomainEvent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Text form of events, each below its cause, without ids and times. */
final class EventTree {

  private static final List<String> SHOWN =
      List.of("tool_name", "model", "finish_reason", "input_tokens", "output_tokens", "failed");

  private EventTree() {}

  static String of(List<DomainEvent> events) {
    Map<String, Integer> depths = new HashMap<>();
    return events.stream()
        .map(event -> line(event, depth(event, depths)))
        .collect(Collectors.joining());
  }

  private static int depth(DomainEvent event, Map<String, Integer> depths) {
    int depth = event.causationId() == null ? 0 : depths.getOrDefault(event.causationId(), -1) + 1;
    depths.put(event.id(), depth);
    return depth;
  }

  private static String line(DomainEvent event, int depth) {
    Stream<String> parts =
        Stream.concat(
            Stream.of(event.kind().id(), event.actorName(), depth == 0 ? event.sessionId() : null),
            SHOWN.stream().map(name -> Objects.toString(event.details().get(name), null)));
    return "  ".repeat(depth)
        + parts.filter(Objects::nonNull).collect(Collectors.joining(" "))
        + "\n";
  }
}
