package io.tidings.event.cli.text;

import io.tidings.event.DomainEvent;
import java.util.Map;
import java.util.stream.Collectors;

/** An event as a line for people: indented by the number of its ancestors, with its details. */
public final class EventLine {

  private static final String STEP = "  ";
  private static final int DETAILS_AT = 31;

  private EventLine() {}

  /** Returns the line of an event with so many ancestors, whole. */
  public static String of(DomainEvent event, int ancestors, Terminal terminal) {
    return painted(event, ancestors, terminal, told(event));
  }

  /** Returns as much of the line as fits where so much is written already. */
  public static String of(DomainEvent event, int ancestors, Terminal terminal, int written) {
    String before = " ".repeat(written) + plain(event, ancestors);
    return painted(event, ancestors, terminal, terminal.cut(told(event), before.length()));
  }

  private static String painted(DomainEvent event, int ancestors, Terminal terminal, String told) {
    String plain = plain(event, ancestors);
    String kind = event.kind().id();
    String line = STEP.repeat(ancestors) + terminal.painted(Paint.of(event.kind()), kind);
    return told.isEmpty()
        ? line
        : line
            + plain.substring(STEP.length() * ancestors + kind.length())
            + terminal.painted(Paint.DIM, told);
  }

  /** Returns the kind in its place, and the gap before the details. */
  private static String plain(DomainEvent event, int ancestors) {
    String kind = STEP.repeat(ancestors) + event.kind().id();
    return kind + " ".repeat(Math.max(1, DETAILS_AT - kind.length()));
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
    String value = DisplayText.text(detail.getValue().toString());
    return detail.getKey() + "=" + (value.indexOf(' ') < 0 ? value : '"' + value + '"');
  }
}
