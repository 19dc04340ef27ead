package io.tidings.event.redact;

/** Where a secret ends that begins somewhere in a text. Immutable; confined to one scan. */
final class ValueEnd {

  private static final String QUOTES = "\"'`";
  private static final String OPENERS = "{[(";
  private static final String TRAILERS = ")]}>,;.\"'`";
  private static final String AFTER_VALUE = ")]}>,;&=:";
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
   * Returns the end of what is in quotes like that from {@code open} to {@code start}, with what
   * stands right behind: {@code 'it''s'}, {@code 'it'\''s'}, {@code "a"b}.
   */
  int ofQuoted(int open, int start) {
    int own = start - open - 1;
    char quote = text.charAt(start - 1);
    int end = ofQuotes(start, own);
    int next = end + own + 1;
    while (next < text.length() && goesOn(next, own, quote)) {
      int inner = afterQuote(next);
      boolean quoted = inner > next && inner - next - 1 == own;
      end = quoted ? ofQuotes(inner, own) : ofBare(Math.max(inner, next + 1));
      next = quoted ? end + own + 1 : end;
    }
    return end;
  }

  /** Tells whether a quote like that before {@code start} stands at {@code end}, or nothing. */
  boolean isClosed(int start, int end) {
    int behind = afterQuote(end);
    return end == text.length()
        || (behind > end && text.charAt(behind - 1) == text.charAt(start - 1));
  }

  /**
   * Returns where the closing quote begins, with its backslashes. Each quoting of a quoted text
   * doubles them, so those before a quote tell how deep it stands.
   */
  private int ofQuotes(int start, int own) {
    int end = text.indexOf(text.charAt(start - 1), start);
    while (end >= 0 && (backslashes(end, start) - own) % (2 * (own + 1)) != 0) {
      end = text.indexOf(text.charAt(start - 1), end + 1);
    }
    return end < 0 ? text.length() : end - own;
  }

  /** Tells whether what stands behind a closing quote belongs to the value. */
  private boolean goesOn(int next, int own, char quote) {
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

  /** Returns the end of what is in no quotes, {@code from} at least. */
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

  /** Returns the end of a word, which may begin with something in brackets. */
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

  /** Tells whether a comma or its like ends a value: another key follows, a quote, or nothing. */
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

  /** Tells whether a name begins here that an equals sign follows. */
  boolean isPair(int start) {
    int end = wordEnd(start);
    return end > start && end < text.length() && text.charAt(end) == '=';
  }

  private int wordEnd(int start) {
    int end = start;
    while (end < text.length() && end - start < FAR_ENOUGH && SecretScan.isWord(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
