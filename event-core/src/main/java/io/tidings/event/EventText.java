package io.tidings.event;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Texts of events for people: one line, with everything escaped that could end or reorder it. */
final class EventText {

  private static final int MAX_NAMES = 20;
  private static final int MAX_ENTRIES = 100;
  private static final int MAX_CHARACTERS = 1_000;

  private final StringBuilder text = new StringBuilder();

  private EventText() {}

  /** Returns id, kind, correlation id and the names of the first details. */
  static String names(DomainEvent event) {
    StringJoiner names = new StringJoiner(" ");
    Collection<String> all = event.details().keySet();
    all.stream().limit(MAX_NAMES).map(Validation::quoted).forEach(names::add);
    if (all.size() > MAX_NAMES) {
      names.add("and " + (all.size() - MAX_NAMES) + " more");
    }
    return "DomainEvent[id=%s, kind=%s, correlationId=%s, details=%s]"
        .formatted(event.id(), event.kind().id(), event.correlationId(), names);
  }

  /** Returns every part that is present. */
  static String values(DomainEvent event) {
    EventText text = new EventText();
    text.text.append(event.kind().id()).append(' ').append(event.id());
    text.text.append(" at ").append(event.timestamp());
    text.part("correlation", event.correlationId());
    text.part("causation", event.causationId());
    EventScope scope = event.scope();
    text.part("organization", scope.organization());
    text.part("workspace", scope.workspace());
    text.part("project", scope.project());
    text.part("user", scope.user());
    text.part("plan", event.planId());
    text.part("root_plan", event.rootPlanId());
    text.part("session", event.sessionId());
    text.name("actor", event.actorName());
    text.name("project_name", event.projectName());
    text.part("trace", event.traceId());
    text.part("span", event.spanId());
    if (!event.details().isEmpty()) {
      text.text.append(" details=");
      text.value(event.details());
    }
    return text.text.toString();
  }

  /** Returns a text on one line, with everything escaped that could end or reorder it. */
  static String oneLine(String string, int max) {
    EventText text = new EventText();
    boolean cut = string.codePointCount(0, string.length()) > max;
    int end = cut ? string.offsetByCodePoints(0, max) : string.length();
    for (int i = 0; i < end; i += Character.charCount(string.codePointAt(i))) {
      text.character(string.codePointAt(i));
    }
    return cut ? text.text.append("...").toString() : text.text.toString();
  }

  private void part(String name, @Nullable String id) {
    if (id != null) {
      text.append(' ').append(name).append('=').append(id);
    }
  }

  private void name(String name, @Nullable String value) {
    if (value != null) {
      text.append(' ').append(name).append('=');
      quoted(value);
    }
  }

  private void value(Object value) {
    if (value instanceof String string) {
      quoted(string);
    } else if (value instanceof List<?> list) {
      elements('[', list.iterator(), list.size(), ']');
    } else if (value instanceof Map<?, ?> map) {
      elements('{', map.entrySet().iterator(), map.size(), '}');
    } else if (value instanceof Map.Entry<?, ?> entry) {
      quoted((String) entry.getKey());
      text.append(": ");
      value(entry.getValue());
    } else {
      text.append(value);
    }
  }

  private void elements(char open, Iterator<?> elements, int size, char close) {
    text.append(open);
    for (int i = 0; i < MAX_ENTRIES && elements.hasNext(); i++) {
      text.append(i == 0 ? "" : ", ");
      value(elements.next());
    }
    text.append(size > MAX_ENTRIES ? ", and " + (size - MAX_ENTRIES) + " more" : "");
    text.append(close);
  }

  private void quoted(String string) {
    text.append('"');
    int end = Math.min(string.length(), MAX_CHARACTERS);
    for (int i = 0; i < end; i += Character.charCount(string.codePointAt(i))) {
      character(string.codePointAt(i));
    }
    text.append('"');
    if (string.length() > end) {
      text.append(" (").append(string.length()).append(" characters)");
    }
  }

  private void character(int point) {
    if (point == '"' || point == '\\') {
      text.append('\\').append((char) point);
    } else if (isPlain(point)) {
      text.appendCodePoint(point);
    } else {
      for (char unit : Character.toChars(point)) {
        text.append(String.format("\\u%04x", (int) unit));
      }
    }
  }

  /** Returns whether a character takes its own place on a line, and no other effect. */
  private static boolean isPlain(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
