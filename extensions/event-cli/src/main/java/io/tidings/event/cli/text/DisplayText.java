package io.tidings.event.cli.text;

import java.util.Locale;
import java.util.regex.Pattern;

/** Conversion of untrusted text into text that a terminal displays safely. */
public final class DisplayText {

  private static final int LONGEST = 160;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/-]+");

  private DisplayText() {}

  /**
   * Returns {@code text} as {@link #escaped} does, cut after 160 characters.
   *
   * @param text any text, such as a line of a file
   */
  public static String shortened(String text) {
    boolean isLong = text.codePointCount(0, text.length()) > LONGEST;
    return isLong
        ? escaped(text.substring(0, text.offsetByCodePoints(0, LONGEST))) + "..."
        : escaped(text);
  }

  /**
   * Returns {@code text} with an escape for every control, format and separator character except
   * the space, and with doubled backslashes, so that different texts have different results.
   *
   * @param text any text that must not be cut, such as a path or an error
   */
  public static String escaped(String text) {
    return escaped(text, true);
  }

  /**
   * Returns {@code text} with the escapes of {@link #escaped}, but with backslashes unchanged, so
   * that text which is escaped already stays as it is. The escapes are those of JSON.
   *
   * @param text any text that must not break its line, such as a line of JSON
   */
  public static String oneLine(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ' || text.charAt(i) > '~') {
        return escaped(text, false);
      }
    }
    return text;
  }

  private static String escaped(String text, boolean backslashes) {
    StringBuilder escaped = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (c == '\\') {
                escaped.append(backslashes ? "\\\\" : "\\");
              } else {
                append(escaped, c);
              }
            });
    return escaped.toString();
  }

  /**
   * Returns {@code text} as {@link #escaped} does, in single quotes unless it is plain, so that a
   * shell reads it as one literal word.
   *
   * @param text any text, such as a path
   */
  public static String shellWord(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + escaped(text).replace("'", "'\\''") + "'";
  }

  /**
   * Returns a number with its unit, such as {@code 1 file} and {@code 1,000 files}.
   *
   * @param number the number
   * @param one the singular of the unit
   */
  public static String counted(long number, String one) {
    return String.format(Locale.ROOT, "%,d %s%s", number, one, number == 1 ? "" : "s");
  }

  private static void append(StringBuilder escaped, int c) {
    switch (c) {
      case '\n' -> escaped.append("\\n");
      case '\r' -> escaped.append("\\r");
      case '\t' -> escaped.append("\\t");
      default -> {
        if (isVisible(c)) {
          escaped.appendCodePoint(c);
        } else {
          for (char unit : Character.toChars(c)) {
            escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
          }
        }
      }
    }
  }

  private static boolean isVisible(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> true;
    };
  }
}
