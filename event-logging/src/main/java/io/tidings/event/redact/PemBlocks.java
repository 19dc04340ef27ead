package io.tidings.event.redact;

/**
 * Finder of the end of private keys in PEM and PuTTY form. A block ends where its lines stop being
 * encoded, with or without an END line. Confined to one scan.
 */
final class PemBlocks {

  static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END";
  private static final String DASHES = "-----";
  private static final int MAX_LABEL = 64;
  private static final int MAX_HEADERS = 8;
  private static final int LEAST_LINE = 20;

  private final String text;
  private final TextLines lines;

  PemBlocks(String text, TextLines lines) {
    this.text = text;
    this.lines = lines;
  }

  /** Returns the end of the private key that starts at an index, or -1 if none does. */
  int end(int start) {
    if (!text.startsWith(BEGIN, start)) {
      return -1;
    }
    int label = start + BEGIN.length();
    int dashes = text.substring(label, Math.min(text.length(), label + MAX_LABEL)).indexOf(DASHES);
    boolean secret = dashes >= 0 && text.substring(label, label + dashes).contains("PRIVATE");
    return secret ? endOfBody(label + dashes + DASHES.length()) : -1;
  }

  /** Returns the end of a block that a value starts with, whatever its label is. */
  int endOfValue(int start) {
    if (!text.startsWith(DASHES + "BEGIN", start)) {
      return -1;
    }
    int end = end(start);
    return end < 0 ? endOfBody(TextChars.wordEnd(text, start)) : end;
  }

  /** Returns the end of the lines of a private key in PuTTY's form, or -1. */
  int endOfPutty(int key, int value) {
    boolean putty = text.startsWith("Private-Lines", key) && value < text.length();
    return putty ? endOfBody(lines.end(value)) : -1;
  }

  /** Returns the end of the encoded lines from an index on, and of the END line after them. */
  int endOfBody(int from) {
    int end = from;
    int headers = 0;
    for (int at = skip(from); at < text.length(); at = skip(end)) {
      if (text.startsWith(END, at)) {
        return endOfLabel(at + END.length());
      }
      int next = endOfLine(at);
      boolean encoded = next - at >= LEAST_LINE || (end == from && next > at);
      if (!encoded
          && !text.startsWith(END, skip(next))
          && !(isHeader(next) && headers++ < MAX_HEADERS)) {
        break;
      }
      end = encoded || !isHeader(next) ? next : lines.end(next);
      if (end <= at) {
        break;
      }
    }
    return end;
  }

  private int endOfLabel(int from) {
    int dashes = text.substring(from, Math.min(text.length(), from + MAX_LABEL)).indexOf(DASHES);
    int line = lines.end(from);
    return dashes < 0 || from + dashes > line
        ? TextChars.wordEnd(text, from)
        : from + dashes + DASHES.length();
  }

  /** Returns the index after blanks, escaped line ends and what joins the lines in source code. */
  private int skip(int from) {
    int i = from;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean escape =
          c == '\\' && i + 1 < text.length() && "nrt\\".indexOf(text.charAt(i + 1)) >= 0;
      if (!escape && !TextChars.isBlank(c) && "\\\"'`,+|>".indexOf(c) < 0) {
        break;
      }
      i += escape ? 2 : 1;
    }
    return Math.min(i, text.length());
  }

  private int endOfLine(int start) {
    int i = start;
    while (i < text.length() && isEncoded(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private static boolean isEncoded(char c) {
    return TextChars.isAlphanumeric(c) || c == '+' || c == '/' || c == '=' || c == '_';
  }

  /** Returns whether the rest of a header's name, such as {@code Proc-Type:}, is at an index. */
  private boolean isHeader(int at) {
    int end = at;
    while (end < text.length() && end - at < MAX_LABEL && isHeaderPart(text.charAt(end))) {
      end++;
    }
    return text.startsWith(": ", end);
  }

  private static boolean isHeaderPart(char c) {
    return TextChars.isAlphanumeric(c) || c == '-';
  }
}
