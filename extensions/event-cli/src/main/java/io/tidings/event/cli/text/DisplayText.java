package io.tidings.event.cli.text;

import java.util.Locale;
import java.util.regex.Pattern;

/** Text from outside in the form in which a terminal may have it. */
public final class DisplayText {

  private static final int LONGEST = 160;
  private static final int LAST_BASIC = 0xFFFF;
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/-]+");

  private DisplayText() {}

  /**
   * Returns {@code text} as {@link #whole} does, but cut where it is very long.
   *
   * @param text any text, such as a line of a file
   * @return the text that can be shown
   */
  public static String text(String text) {
    boolean isLong = text.codePointCount(0, text.length()) > LONGEST;
    return isLong
        ? whole(text.substring(0, text.offsetByCodePoints(0, LONGEST))) + "..."
        : whole(text);
  }

  /**
   * Returns {@code text} with every control, format and separator character but the space as an
   * escape, and backslashes doubled, so that no two texts look the same.
   *
   * @param text any text of which no part may be missing, such as a path or an error
   * @return the text that can be shown
   */
  public static String whole(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().forEach(c -> append(shown, c));
    return shown.toString();
  }

  /**
   * Returns {@code text} as {@link #whole} does, and so that a shell takes it for one word in which
   * nothing is special: in quotes, unless it is plain.
   *
   * @param text any text, such as a path
   * @return the word to be put into a command
   */
  public static String word(String text) {
    return PLAIN.matcher(text).matches() ? text : "'" + whole(text).replace("'", "'\\''") + "'";
  }

  /**
   * Returns a number with what there is of it, such as {@code 1 file} and {@code 1,000 files}.
   *
   * @param number how many
   * @param one what one of them is called
   */
  public static String counted(long number, String one) {
    return String.format(Locale.ROOT, "%,d %s%s", number, one, number == 1 ? "" : "s");
  }

  private static void append(StringBuilder shown, int c) {
    switch (c) {
      case '\\' -> shown.append("\\\\");
      case '\n' -> shown.append("\\n");
      case '\r' -> shown.append("\\r");
      case '\t' -> shown.append("\\t");
      default -> {
        if (isVisible(c)) {
          shown.appendCodePoint(c);
        } else {
          shown.append(String.format(Locale.ROOT, c > LAST_BASIC ? "\\u{%x}" : "\\u%04x", c));
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
