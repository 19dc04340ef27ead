package io.tidings.event.testkit;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Text of values in messages: on one line, and shortened. */
final class Formatting {

  private static final int MAX_LENGTH = 120;
  private static final int MAX_DIFFERENCES = 5;
  private static final int END_OF_ID = 6;

  private Formatting() {}

  static String event(DomainEvent event) {
    return event.kind().id() + " " + id(event.id());
  }

  /** Returns the end of an id, where ids of one run differ. */
  static String id(String id) {
    return id.length() <= 2 * END_OF_ID ? id : "…" + id.substring(id.length() - END_OF_ID);
  }

  static String kinds(Collection<? extends EventKind> kinds) {
    return kinds.stream().map(EventKind::id).collect(Collectors.joining(", "));
  }

  static String counted(long count, String noun) {
    return (count == 0 ? "no" : Long.toString(count)) + " " + noun + (count == 1 ? "" : "s");
  }

  static String dropped(long count) {
    return counted(count, "earlier event") + (count == 1 ? " was" : " were") + " dropped";
  }

  static String value(Object value) {
    String text = text(value);
    int more = text.length() - MAX_LENGTH;
    return more <= 0
        ? text
        : text.substring(0, MAX_LENGTH) + "… (" + counted(more, "more character") + ")";
  }

  /** Returns the details that differ, by path, with actual and expected value; else no text. */
  static String differences(Map<String, Object> expected, Map<String, Object> actual) {
    List<String> found = new ArrayList<>();
    addDifferences("", expected, actual, found);
    int more = found.size() - MAX_DIFFERENCES;
    return found.stream().limit(MAX_DIFFERENCES).collect(Collectors.joining(" and "))
        + (more <= 0 ? "" : " and " + counted(more, "more difference"));
  }

  private static void addDifferences(
      String path, @Nullable Object expected, @Nullable Object actual, List<String> found) {
    if (expected instanceof Map<?, ?> some && actual instanceof Map<?, ?> others) {
      Set<Object> names = new LinkedHashSet<>(some.keySet());
      names.addAll(others.keySet());
      String start = path.isEmpty() ? "" : path + ".";
      for (Object name : names) {
        addDifferences(start + escaped((String) name), some.get(name), others.get(name), found);
      }
    } else if (expected instanceof List<?> some && actual instanceof List<?> others) {
      for (int i = 0; i < Math.max(some.size(), others.size()); i++) {
        addDifferences(path + "[" + i + "]", at(some, i), at(others, i), found);
      }
    } else if (!Objects.equals(expected, actual)) {
      found.add("%s = %s instead of %s".formatted(path, orAbsent(actual), orAbsent(expected)));
    }
  }

  private static @Nullable Object at(List<?> list, int index) {
    return index < list.size() ? list.get(index) : null;
  }

  private static String orAbsent(@Nullable Object value) {
    return value == null ? "absent" : value(value);
  }

  private static String text(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(entry -> escaped(entry.getKey().toString()) + "=" + text(entry.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof List<?> list) {
      return list.stream().map(Formatting::text).collect(Collectors.joining(", ", "[", "]"));
    }
    return value instanceof String string ? '"' + escaped(string) + '"' : value.toString();
  }

  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder();
    text.chars().forEach(c -> append(escaped, (char) c));
    return escaped.toString();
  }

  private static void append(StringBuilder text, char c) {
    int type = Character.getType(c);
    if (c == '"' || c == '\\') {
      text.append('\\').append(c);
    } else if (Character.isISOControl(c)
        || type == Character.FORMAT
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR) {
      text.append("\\u%04x".formatted((int) c));
    } else {
      text.append(c);
    }
  }
}
