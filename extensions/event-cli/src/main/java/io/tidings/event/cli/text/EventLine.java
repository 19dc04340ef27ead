package io.tidings.event.cli.text;

import io.tidings.event.DomainEvent;
import java.util.Map;

/**
 * An event as a line of text: indented by the number of its ancestors, with its details. Indent and
 * details are bounded.
 */
public final class EventLine {

  /** The deepest indent; beyond it the number of ancestors is shown. */
  private static final int DEEPEST = 20;

  /** The number of characters after which no further detail is shown. */
  private static final int MOST_DETAILS = 2_000;

  private static final String STEP = "  ";
  private static final int DETAILS_AT = 31;

  private EventLine() {}

  /** Returns the line of an event with a number of ancestors, whatever the width. */
  public static Line of(DomainEvent event, int ancestors, Terminal terminal) {
    return painted(event, ancestors, terminal, details(event));
  }

  /** Returns the line, cut to the width of the terminal after {@code written} characters. */
  public static Line of(DomainEvent event, int ancestors, Terminal terminal, int written) {
    int before = written + (indent(ancestors) + paddedKind(event, ancestors)).length();
    return painted(event, ancestors, terminal, terminal.cut(details(event), before));
  }

  private static Line painted(DomainEvent event, int ancestors, Terminal terminal, String details) {
    String kind = event.kind().id();
    Line line = Line.of(indent(ancestors)).then(terminal.painted(Paint.of(event.kind()), kind));
    return details.isEmpty()
        ? line
        : line.then(paddedKind(event, ancestors).substring(kind.length()))
            .then(terminal.painted(Paint.DIM, details));
  }

  private static String indent(int ancestors) {
    return ancestors <= DEEPEST
        ? STEP.repeat(ancestors)
        : STEP.repeat(DEEPEST) + "[" + ancestors + "] ";
  }

  /** Returns the kind, padded to the column of the details. */
  private static String paddedKind(DomainEvent event, int ancestors) {
    String kind = event.kind().id();
    int room = DETAILS_AT - indent(ancestors).length() - kind.length();
    return kind + " ".repeat(Math.max(1, room));
  }

  /** Returns the details; for a session event without details its id. */
  private static String details(DomainEvent event) {
    if (event.details().isEmpty() && event.sessionId() != null) {
      return "session_id=" + event.sessionId();
    }
    StringBuilder details = new StringBuilder();
    for (Map.Entry<String, Object> detail : event.details().entrySet()) {
      if (details.length() > MOST_DETAILS) {
        return details.append("...").toString();
      }
      details.append(word(detail.getKey(), "=")).append('=');
      details.append(word(detail.getValue().toString(), "")).append(' ');
    }
    return details.toString().stripTrailing();
  }

  /** Returns an escaped text, in quotes if it could be read as several details. */
  private static String word(String text, String separator) {
    String word = DisplayText.shortened(text);
    boolean isPlain = word.chars().noneMatch(c -> (" \"" + separator).indexOf(c) >= 0);
    return isPlain ? word : '"' + word.replace("\"", "\\\"") + '"';
  }
}
