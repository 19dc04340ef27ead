package io.tidings.event.cli.demo;

import io.tidings.event.DomainEvent;
import java.util.Map;
import java.util.stream.Collectors;

/** An event as a line for people: indented by the number of its ancestors, with its details. */
public final class EventLine {

  private static final String STEP = "  ";
  private static final int DETAILS_AT = 31;

  private EventLine() {}

  /** Returns the line of an event with so many ancestors. */
  public static String of(DomainEvent event, int ancestors, Terminal terminal) {
    String kind = event.kind().id();
    String indent = STEP.repeat(ancestors);
    String gap = " ".repeat(Math.max(1, DETAILS_AT - indent.length() - kind.length()));
    String told = told(event);
    return indent
        + terminal.painted(Paint.of(event.kind()), kind)
        + (told.isEmpty() ? "" : gap + terminal.painted(Paint.DIM, told));
  }

  /** A session and a plan are told by their ids, everything else by its details. */
  private static String told(DomainEvent event) {
    if (event.details().isEmpty() && event.sessionId() != null) {
      return "session_id=" + event.sessionId();
    }
    return event.details().entrySet().stream()
        .map(EventLine::told)
        .collect(Collectors.joining(" "));
  }

  private static String told(Map.Entry<String, Object> detail) {
    String value = Shown.text(detail.getValue().toString());
    return detail.getKey() + "=" + (value.indexOf(' ') < 0 ? value : '"' + value + '"');
  }
}
