package io.tidings.event.cli.text;

import io.tidings.event.DomainEvent;
import java.util.Map;
import java.util.stream.Collectors;

/** An event as a line of text: indented by the number of its ancestors, with its details. */
public final class EventLine {

  private static final String STEP = "  ";
  private static final int DETAILS_AT = 31;

  private EventLine() {}

  /** Returns the full line of an event with a number of ancestors. */
  public static String of(DomainEvent event, int ancestors, Terminal terminal) {
    return painted(event, ancestors, terminal, details(event));
  }

  /** Returns the line, cut to the width of the terminal after {@code written} characters. */
  public static String of(DomainEvent event, int ancestors, Terminal terminal, int written) {
    String before = " ".repeat(written) + plain(event, ancestors);
    return painted(event, ancestors, terminal, terminal.cut(details(event), before.length()));
  }

  private static String painted(
      DomainEvent event, int ancestors, Terminal terminal, String details) {
    String plain = plain(event, ancestors);
    String kind = event.kind().id();
    String line = STEP.repeat(ancestors) + terminal.painted(Paint.of(event.kind()), kind);
    return details.isEmpty()
        ? line
        : line
            + plain.substring(STEP.length() * ancestors + kind.length())
            + terminal.painted(Paint.DIM, details);
  }

  /** Returns the indented kind, padded to the column of the details. */
  private static String plain(DomainEvent event, int ancestors) {
    String kind = STEP.repeat(ancestors) + event.kind().id();
    return kind + " ".repeat(Math.max(1, DETAILS_AT - kind.length()));
  }

  /** Returns the details; for a session event without details its id. */
  private static String details(DomainEvent event) {
    if (event.details().isEmpty() && event.sessionId() != null) {
      return "session_id=" + event.sessionId();
    }
    return event.details().entrySet().stream()
        .map(EventLine::detail)
        .collect(Collectors.joining(" "));
  }

  private static String detail(Map.Entry<String, Object> detail) {
    String value = DisplayText.shortened(detail.getValue().toString());
    return detail.getKey() + "=" + (value.indexOf(' ') < 0 ? value : '"' + value + '"');
  }
}
