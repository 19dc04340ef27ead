package io.tidings.event.tap;

/** Where a secret ends that begins somewhere in a text. Immutable; confined to one scan. */
final class ValueEnd {

  private static final String QUOTES = "\"'`";
  private static final String OPENERS = "{[(";
  private static final String TRAILERS = ")]}>,;.\"'`";
  private static final int FAR_ENOUGH = 64;

  private final String text;

  ValueEnd(String text) {
    this.text = text;
  }

  /**
   * Returns where the value begins whose opening quote, with its backslashes, stands at {@code
   * start}, or {@code start} if there is no quote.
   */
  int afterQuote(int start) {
    int quote = start;
    while (quote < text.length() && text.charAt(quote) == '\\') {
      quote++;
    }
    boolean quoted = quote < text.length() && QUOTES.indexOf(text.charAt(quote)) >= 0;
    return quoted ? quote + 1 : start;
  }

  /**
   * Returns the end of what is in quotes like that from {@code open} to {@code start}. Each quoting
   * of a quoted text doubles its backslashes, so those before a quote tell how deep it stands.
   */
  int ofQuoted(int open, int start) {
    int own = start - open - 1;
    int end = text.indexOf(text.charAt(start - 1), start);
    while (end >= 0 && (backslashes(end, start) - own) % (2 * (own + 1)) != 0) {
      end = text.indexOf(text.charAt(start - 1), end + 1);
    }
    return end < 0 ? text.length() : end - own;
  }

  private int backslashes(int end, int start) {
    int first = end;
    while (first > start && text.charAt(first - 1) == '\\') {
      first--;
    }
    return end - first;
  }

  /** Returns the end of the line, or the place before it where a quote around the key closes. */
  int ofLine(int start, char aroundKey) {
    boolean quoted = QUOTES.indexOf(aroundKey) >= 0;
    int end = start;
    while (end < text.length() && !isLineEnd(text.charAt(end))) {
      if (quoted && text.charAt(end) == aroundKey) {
        break;
      }
      end++;
    }
    return end;
  }

  private static boolean isLineEnd(char c) {
    return c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029';
  }

  /** Returns the end of a word, or of what is in brackets. */
  int ofWord(int start) {
    if (OPENERS.indexOf(text.charAt(start)) >= 0) {
      return ofBrackets(start);
    }
    int end = start;
    while (end < text.length() && !SecretScan.isBlank(text.charAt(end)) && !endsValue(end)) {
      end++;
    }
    int last = end;
    while (last > start && TRAILERS.indexOf(text.charAt(last - 1)) >= 0) {
      last--;
    }
    return last > start ? last : end;
  }

  private int ofBrackets(int start) {
    int depth = 0;
    for (int i = start; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += OPENERS.indexOf(c) >= 0 ? 1 : "}])".indexOf(c) >= 0 ? -1 : 0;
      if (depth == 0) {
        return i + 1;
      }
    }
    return text.length();
  }

  /** Tells whether a comma or its like ends a value: another key follows, a quote, or nothing. */
  private boolean endsValue(int at) {
    char c = text.charAt(at);
    if (c == '"') {
      return at + 1 == text.length() || ",;:}])> ".indexOf(text.charAt(at + 1)) >= 0;
    }
    return ",;&".indexOf(c) >= 0 && (at + 1 == text.length() || beginsPart(at + 1));
  }

  private boolean beginsPart(int start) {
    int end = start;
    while (end < text.length() && end - start < FAR_ENOUGH && SecretScan.isWord(text.charAt(end))) {
      end++;
    }
    return end < text.length()
        && (end == start
            ? QUOTES.indexOf(text.charAt(end)) >= 0 || SecretScan.isBlank(text.charAt(end))
            : "=:".indexOf(text.charAt(end)) >= 0);
  }
}
