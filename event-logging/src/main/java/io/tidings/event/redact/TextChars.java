package io.tidings.event.redact;

/** Classification of the characters of a text. */
final class TextChars {

  static final String QUOTES = "\"'`";
  static final String OPENERS = "{[(";
  static final String CLOSERS = "}])";

  private TextChars() {}

  /** Returns whether a character belongs to a name; invisible format characters do. */
  static boolean isWord(char c) {
    if (c < 128) {
      return isAlphanumeric(c) || c == '_' || c == '-' || c == '.' || c == '$';
    }
    return Character.isLetterOrDigit(c) || Character.getType(c) == Character.FORMAT;
  }

  static boolean isAlphanumeric(char c) {
    return isLetter(c) || isDigit(c);
  }

  static boolean isLetter(char c) {
    return isLower(c) || isUpper(c);
  }

  static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  static boolean isUpper(char c) {
    return c >= 'A' && c <= 'Z';
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean isHex(char c) {
    return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
  }

  static boolean isBlank(char c) {
    return c < 128 ? c <= ' ' && Character.isWhitespace(c) : isUnicodeBlank(c);
  }

  private static boolean isUnicodeBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }

  static boolean isQuote(char c) {
    return c == '"' || c == '\'' || c == '`';
  }

  static boolean isOpener(char c) {
    return c == '{' || c == '[' || c == '(';
  }

  static boolean isCloser(char c) {
    return c == '}' || c == ']' || c == ')';
  }

  /** Returns whether four hexadecimal digits follow a letter u at an index. */
  static boolean isUnicodeEscape(String text, int u) {
    if (u + 5 > text.length() || text.charAt(u) != 'u') {
      return false;
    }
    for (int i = u + 1; i < u + 5; i++) {
      if (!isHex(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether a percent sign and two given hexadecimal digits stand at an index. */
  static boolean isPercent(String text, int at, String digits) {
    return at >= 0
        && at + 2 < text.length()
        && text.charAt(at) == '%'
        && text.regionMatches(true, at + 1, digits, 0, 2);
  }

  /** Returns the index of the first character from an index on that is not blank. */
  static int skipBlanks(String text, int from) {
    int i = from;
    while (i < text.length() && isBlank(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Returns the index after blanks other than line ends. */
  static int skipSpaces(String text, int from) {
    int i = from;
    while (i < text.length() && isBlank(text.charAt(i)) && !isLineEnd(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Returns the end of the word that starts at an index. */
  static int wordEnd(String text, int start) {
    int i = start;
    while (i < text.length() && isWord(text.charAt(i))) {
      i++;
    }
    return i;
  }

  /** Returns the first index of a character between two indexes, or -1. */
  static int indexOf(String text, char c, int from, int to) {
    for (int i = from; i < Math.min(to, text.length()); i++) {
      if (text.charAt(i) == c) {
        return i;
      }
    }
    return -1;
  }
}
