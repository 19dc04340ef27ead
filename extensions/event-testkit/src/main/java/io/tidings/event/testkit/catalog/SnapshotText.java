package io.tidings.event.testkit.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Text of a snapshot: a header, then one line per kind and per detail, sorted.
 *
 * <pre>
 * order.placed
 * order.placed lines List
 * order.placed lines[] record
 * order.placed lines[].count required Integer
 * order.placed order_id formerly id String
 * order.placed status enum NEW PAID
 * </pre>
 */
final class SnapshotText {

  static final String HEADER = "# tidings catalog snapshot 1";

  private static final String REQUIRED = "required";
  private static final String FORMERLY = "formerly";
  private static final Pattern SEGMENT = Pattern.compile("\\[]|\\{}|\\([^()]*\\)|[^.\\[\\](){}]+");
  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

  private SnapshotText() {}

  static String write(Map<String, DetailForm> kinds) {
    List<String> lines = new ArrayList<>();
    kinds.forEach(
        (kind, details) -> {
          lines.add(kind);
          addParts(kind, "", details, lines);
        });
    lines.sort(null);
    lines.add(0, HEADER);
    return String.join("\n", lines) + "\n";
  }

  private static void addParts(String kind, String path, DetailForm form, List<String> lines) {
    form.parts()
        .forEach(
            (name, part) -> {
              String at = form.pathOf(name, path);
              lines.add(line(kind, at, part));
              addParts(kind, at, part, lines);
            });
  }

  /** Returns the line of a detail. */
  static String line(String kind, String path, DetailForm form) {
    StringBuilder line = new StringBuilder(kind).append(' ').append(escaped(path));
    if (form.isRequired()) {
      line.append(' ').append(REQUIRED);
    }
    if (!form.formerNames().isEmpty()) {
      line.append(' ').append(FORMERLY).append(' ').append(joined(form.formerNames(), ","));
    }
    line.append(' ').append(form.type());
    return form.constants().isEmpty()
        ? line.toString()
        : line.append(' ').append(joined(form.constants(), " ")).toString();
  }

  private static String joined(List<String> texts, String separator) {
    return texts.stream().map(SnapshotText::escaped).collect(Collectors.joining(separator));
  }

  /**
   * Returns the forms of the details by kind.
   *
   * @throws IllegalArgumentException if the text is no snapshot; the message names the line
   */
  static NavigableMap<String, DetailForm> read(List<String> lines) {
    if (lines.isEmpty() || !lines.get(0).equals(HEADER)) {
      throw new IllegalArgumentException("line 1 is not \"" + HEADER + "\"");
    }
    NavigableMap<String, DetailForm> kinds = new TreeMap<>();
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank() && !isRead(line.split(" ", -1), kinds)) {
        throw new IllegalArgumentException(
            "line %d is no kind or detail, occurs twice or stands before its parent: %s"
                .formatted(i + 1, line));
      }
    }
    return kinds;
  }

  private static boolean isRead(String[] words, NavigableMap<String, DetailForm> kinds) {
    if (words.length == 1) {
      return kinds.putIfAbsent(words[0], DetailForm.of(null)) == null;
    }
    DetailForm parent = kinds.get(words[0]);
    List<String> path = SEGMENT.matcher(words[1]).results().map(MatchResult::group).toList();
    for (int i = 0; parent != null && i < path.size() - 1; i++) {
      parent = parent.parts().get(unescaped(path.get(i)));
    }
    DetailForm form = form(words);
    return parent != null
        && form != null
        && !path.isEmpty()
        && parent.parts().putIfAbsent(unescaped(path.get(path.size() - 1)), form) == null;
  }

  private static @Nullable DetailForm form(String[] words) {
    int at = 2;
    boolean required = at < words.length && words[at].equals(REQUIRED);
    at += required ? 1 : 0;
    List<String> former = List.of();
    if (at + 1 < words.length && words[at].equals(FORMERLY)) {
      former = all(List.of(words[at + 1].split(",", -1)), SnapshotText::unescaped);
      at += 2;
    }
    if (at >= words.length || (at + 1 < words.length && !words[at].equals(DetailForm.ENUM))) {
      return null;
    }
    List<String> constants = List.of(words).subList(at + 1, words.length);
    return DetailForm.of(words[at], required, former, all(constants, SnapshotText::unescaped));
  }

  private static List<String> all(List<String> texts, UnaryOperator<String> operator) {
    return texts.stream().map(operator).toList();
  }

  /** Escapes characters that separate words or names, and those that no file holds safely. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean safe =
          c != ','
              && c != '\\'
              && !Character.isWhitespace(c)
              && !Character.isSpaceChar(c)
              && !Character.isISOControl(c)
              && !Character.isSurrogate(c);
      escaped.append(safe ? String.valueOf(c) : "\\u%04x".formatted((int) c));
    }
    return escaped.toString();
  }

  private static String unescaped(String text) {
    return ESCAPE
        .matcher(text)
        .replaceAll(
            escape ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(escape.group(1), 16))));
  }
}
