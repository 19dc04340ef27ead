package io.tidings.event.reference;

import io.tidings.event.json.DomainEventJson;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Texts of a host as Markdown that displays them literally, inside and outside a table. Stateless.
 */
final class MarkdownText {

  private static final int WIDTH = 120;
  private static final Pattern SPACE = Pattern.compile("\\s+");
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*\\[\\]<>&~$]");
  private static final Pattern OUTER_UNDERSCORE =
      Pattern.compile("(?<![\\p{L}\\p{N}])_|_(?![\\p{L}\\p{N}])");

  /** A word that would begin a heading, list or rule at the start of a line. */
  private static final Pattern BLOCK = Pattern.compile("(?<= |^)([#+=-]|[0-9]+(?=[.)](?: |$)))");

  private static final Pattern PLAIN_CODE = Pattern.compile("[^`|\\\\\\s]+( [^`|\\\\\\s]+)*");

  private MarkdownText() {}

  /** Returns a text on one line. */
  static String prose(String text) {
    String line = SPACE.matcher(text.strip()).replaceAll(" ");
    String escaped = SPECIAL.matcher(DomainEventJson.oneLine(line)).replaceAll("\\\\$0");
    escaped = OUTER_UNDERSCORE.matcher(escaped).replaceAll("\\\\_").replace("|", "&#124;");
    return BLOCK.matcher(escaped).replaceAll(MarkdownText::escapedMarker);
  }

  /** Escapes a marker: a sign before it, the sign that follows a number after it. */
  private static String escapedMarker(MatchResult marker) {
    String text = marker.group(1);
    return Matcher.quoteReplacement(Character.isDigit(text.charAt(0)) ? text + "\\" : "\\" + text);
  }

  /** Returns a text as code. */
  static String code(String text) {
    String line = DomainEventJson.oneLine(text);
    if (PLAIN_CODE.matcher(line).matches()) {
      return "`" + line + "`";
    }
    StringBuilder escaped = new StringBuilder("<code>");
    line.codePoints()
        .forEach(
            c -> {
              if (Character.isLetterOrDigit(c)) {
                escaped.appendCodePoint(c);
              } else {
                escaped.append("&#").append(c).append(';');
              }
            });
    return escaped.append("</code>").toString();
  }

  /** Returns Markdown of one line wrapped into lines of at most 120 characters. */
  static String wrapped(String markdown) {
    StringBuilder lines = new StringBuilder();
    int length = 0;
    for (String word : SPACE.split(markdown.strip(), -1)) {
      if (length > 0 && length + 1 + word.length() > WIDTH) {
        lines.append('\n');
        length = 0;
      } else if (length > 0) {
        lines.append(' ');
        length++;
      }
      lines.append(word);
      length += word.length();
    }
    return lines.toString();
  }
}
