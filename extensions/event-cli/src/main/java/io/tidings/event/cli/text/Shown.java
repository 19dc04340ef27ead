package io.tidings.event.cli.text;

import java.util.Locale;

/** Text from outside in the form in which a terminal may have it. */
public final class Shown {

  private static final int LONGEST = 160;
  private static final int LAST_BASIC = 0xFFFF;

  private Shown() {}

  /**
   * Returns {@code text} with every control, format and separator character but the space as an
   * escape, and backslashes doubled, so that no two texts look the same; cut where it is very long.
   *
   * @param text any text, such as a file's name
   * @return the text that can be shown
   */
  public static String text(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints().limit(LONGEST).forEach(c -> append(shown, c));
    if (text.codePointCount(0, text.length()) > LONGEST) {
      shown.append("...");
    }
    return shown.toString();
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
