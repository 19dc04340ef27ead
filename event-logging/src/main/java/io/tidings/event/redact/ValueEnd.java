package io.tidings.event.redact;

/** Finder of the end of a secret value in a text. Immutable. */
final class ValueEnd {

  private static final String QUOTES = "\"'`";
  private static final String OPENERS = "{[(";
  private static final String TRAILERS = ")]}>,;.\"'`";
  private static final String AFTER_VALUE = ")]}>,;&=:";
  private static final int MAX_KEY_LENGTH = 64;

  private final String text;

  ValueEnd(String text) {
    this.text = text;
  }

  /**
   * Returns the index after an opening quote, with its backslashes, at {@code start}, or {@code
   * start} if there is no quote.
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
   * Returns the end of a value quoted as between {@code open} and {@code start}, including adjacent
   * parts: {@code 'it''s'}, {@code 'it'\''s'}, {@code "a"b}.
   */
  int ofQuoted(int open, int start) {
    int own = start - open - 1;
    char quote = text.charAt(start - 1);
    int end = ofQuotes(start, own);
    int next = end + own + 1;
    while (next < text.length() && isContinued(next, own, quote)) {
      int inner = afterQuote(next);
      boolean quoted = inner > next && inner - next - 1 == own;
      end = quoted ? ofQuotes(inner, own) : ofBare(Math.max(inner, next + 1));
      next = quoted ? end + own + 1 : end;
    }
    return end;
  }

  /**
   * Returns whether the quote before {@code start} is also at {@code end}, or the text ends there.
   */
  boolean isClosed(int start, int end) {
    int after = afterQuote(end);
    return end == text.length()
        || (after > end && text.charAt(after - 1) == text.charAt(start - 1));
  }

  /**
   * Returns the start of the closing quote, with its backslashes. Each level of quoting doubles the
   * backslashes, so their number gives the level.
   */
  private int ofQuotes(int start, int own) {
    int end = text.indexOf(text.charAt(start - 1), start);
    while (end >= 0 && (backslashes(end, start) - own) % (2 * (own + 1)) != 0) {
      end = text.indexOf(text.charAt(start - 1), end + 1);
    }
    return end < 0 ? text.length() : end - own;
  }

  /** Returns whether the text after a closing quote belongs to the value. */
  private boolean isContinued(int next, int own, char quote) {
    int inner = afterQuote(next);
    if (inner == next) {
      return !isOver(next);
    }
    return inner - next - 1 >= own && (text.charAt(inner - 1) == quote || !isOver(inner));
  }

  private boolean isOver(int at) {
    if (at == text.length() || isBlankOrEscaped(at)) {
      return true;
    }
    char c = text.charAt(at);
    return (c == '.' || c == '/')
        ? at + 1 == text.length() || text.charAt(at + 1) == '>' || isBlankOrEscaped(at + 1)
        : AFTER_VALUE.indexOf(c) >= 0;
  }

  private boolean isBlankOrEscaped(int at) {
    char c = text.charAt(at);
    return SecretScan.isBlank(c)
        || (c == '\\' && at + 1 < text.length() && "nrt".indexOf(text.charAt(at + 1)) >= 0);
  }

  /** Returns the end of an unquoted value, at least {@code from}. */
  private int ofBare(int from) {
    int end = from;
    while (end < text.length() && !SecretScan.isBlank(text.charAt(end))) {
      if (QUOTES.indexOf(text.charAt(end)) >= 0) {
        return end - backslashes(end, from);
      }
      if (endsValue(end)) {
        break;
      }
      end++;
    }
    return trimmed(from, end);
  }

  private int backslashes(int end, int start) {
    int first = end;
    while (first > start && text.charAt(first - 1) == '\\') {
      first--;
    }
    return end - first;
  }

  /** Returns the end of the line, or the earlier end of the quote around the key. */
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

  /** Returns the end of a word, which may start with a part in brackets. */
  int ofWord(int start) {
    int from = start;
    while (from < text.length() && OPENERS.indexOf(text.charAt(from)) >= 0) {
      from = ofBrackets(from);
    }
    int end = from;
    while (end < text.length() && !SecretScan.isBlank(text.charAt(end)) && !endsValue(end)) {
      end++;
    }
    int last = trimmed(from, end);
    return last > start ? last : end;
  }

  private int trimmed(int from, int end) {
    int last = end;
    while (last > from && TRAILERS.indexOf(text.charAt(last - 1)) >= 0) {
      last--;
    }
    return last;
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

  /** Returns whether a separator ends a value: a key, a quote or nothing follows it. */
  private boolean endsValue(int at) {
    char c = text.charAt(at);
    if (c == '"') {
      return at + 1 == text.length() || ",;:}])> ".indexOf(text.charAt(at + 1)) >= 0;
    }
    return ",;&".indexOf(c) >= 0 && (at + 1 == text.length() || beginsPart(at + 1));
  }

  private boolean beginsPart(int start) {
    int end = wordEnd(start);
    return end < text.length()
        && (end == start
            ? afterQuote(end) > end || SecretScan.isBlank(text.charAt(end))
            : "=:".indexOf(text.charAt(end)) >= 0);
  }

  /** Returns whether a name that an equals sign follows starts at an index. */
  boolean isPair(int start) {
    int end = wordEnd(start);
    return end > start && end < text.length() && text.charAt(end) == '=';
  }

  private int wordEnd(int start) {
    int end = start;
    while (end < text.length()
        && end - start < MAX_KEY_LENGTH
        && SecretScan.isWord(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
