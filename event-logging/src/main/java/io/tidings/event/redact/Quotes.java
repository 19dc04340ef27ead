package io.tidings.event.redact;

/** Quotes and escape sequences of texts inside other texts. */
final class Quotes {

  /** Quotes in HTML, in URLs and as Unicode escapes. */
  private static final String[] ENTITIES = {
    "&quot;", "&#34;", "&#x22;", "&apos;", "&#39;", "&#x27;", "%22", "%27", "\\u0022", "\\u0027"
  };

  private Quotes() {}

  /** Returns the start of the quote entity that ends at an index, or -1. */
  static int startOfEntity(String text, int end) {
    if (end > 2 && isLastOfEntity(text.charAt(end - 1))) {
      for (String entity : ENTITIES) {
        if (text.startsWith(entity, end - entity.length())) {
          return end - entity.length();
        }
      }
    }
    return -1;
  }

  private static boolean isLastOfEntity(char c) {
    return c == ';' || c == '2' || c == '7';
  }

  /** Returns the quote entity that starts at an index, or an empty text. */
  static String entity(String text, int start) {
    if (start < text.length() && "&%\\".indexOf(text.charAt(start)) >= 0) {
      for (String entity : ENTITIES) {
        if (text.startsWith(entity, start)) {
          return entity;
        }
      }
    }
    return "";
  }

  /**
   * Returns the index after the rest of an escape sequence with which a word starts, such as the n
   * of a line end in JSON or the digits of a percent escape, or {@code start}.
   */
  static int afterEscape(String text, int start) {
    if (start == 0) {
      return start;
    }
    char before = text.charAt(start - 1);
    if (before == '\\') {
      return TextChars.isUnicodeEscape(text, start) ? start + 5 : start + 1;
    }
    boolean percent =
        before == '%'
            && start + 2 < text.length()
            && TextChars.isHex(text.charAt(start))
            && TextChars.isHex(text.charAt(start + 1));
    if (percent) {
      return start + 2;
    }
    return before == '[' && start > 1 && text.charAt(start - 2) == '\u001b'
        ? afterAnsi(text, start - 2)
        : start;
  }

  /** Returns the index after the terminal sequence for colours that starts at an index, or it. */
  static int afterAnsi(String text, int start) {
    int i = start + 2;
    if (!text.startsWith("\u001b[", start)) {
      return start;
    }
    while (i < text.length() && "0123456789;".indexOf(text.charAt(i)) >= 0) {
      i++;
    }
    return i < text.length() && text.charAt(i) == 'm' ? i + 1 : start + 2;
  }

  /** Returns a name with its Unicode escapes replaced by their characters. */
  static String unescaped(String name) {
    int escape = name.indexOf('\\');
    if (escape < 0) {
      return name;
    }
    StringBuilder plain = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      boolean escaped = name.charAt(i) == '\\' && TextChars.isUnicodeEscape(name, i + 1);
      plain.append(
          escaped ? (char) Integer.parseInt(name.substring(i + 2, i + 6), 16) : name.charAt(i));
      i += escaped ? 5 : 0;
    }
    return plain.toString();
  }
}
