package io.tidings.event.redact;

import java.util.Arrays;

/**
 * Finder of the end of a secret value in a text. Ends that depend on the place alone are found
 * once; searches whose end depends on their start share a budget proportional to the text. Beyond
 * it, a value ends with its line. Confined to one scan.
 */
final class ValueEnd {

  private static final String TRAILERS = ")]}>,;.\"'`|";
  private static final String AFTER_VALUE = ")]}>,;&=:|";
  private static final int MAX_KEY_LENGTH = 64;
  private static final int MAX_LEVEL = 16;

  private final String text;
  private final TextLines lines;

  /** The closing quotes searched last, by quote and level: where from, and the result. */
  private final int[] quotesFrom = new int[TextChars.QUOTES.length() * MAX_LEVEL];

  private final int[] quotesTo = new int[TextChars.QUOTES.length() * MAX_LEVEL];

  /** The word searched last: where from, and its end. */
  private int wordFrom;

  private int wordTo = -1;

  private long budget;

  ValueEnd(String text, TextLines lines) {
    this.text = text;
    this.lines = lines;
    this.budget = 1_000L + 16L * text.length();
    Arrays.fill(quotesFrom, Integer.MAX_VALUE);
  }

  /**
   * Returns the index after an opening quote, with its backslashes, at {@code start}, or {@code
   * start} if there is no quote.
   */
  int afterQuote(int start) {
    int quote = start;
    while (quote < text.length() && quote - start < MAX_LEVEL && text.charAt(quote) == '\\') {
      quote++;
    }
    return quote < text.length() && TextChars.isQuote(text.charAt(quote)) ? quote + 1 : start;
  }

  /**
   * Returns the end of a value quoted as between {@code open} and {@code start}, including adjacent
   * parts: {@code 'it''s'}, {@code 'it'\''s'}, {@code "a"b}. A quote that is not closed ends with
   * the line.
   */
  int ofQuoted(int open, int start) {
    int own = start - open - 1;
    char quote = text.charAt(start - 1);
    int end = ofQuotes(start, own);
    int next = afterClosing(end, own);
    while (next < text.length() && budget > 0 && isContinued(next, own, quote)) {
      int inner = afterQuote(next);
      boolean quoted = inner > next && inner - next - 1 == own;
      end = quoted ? ofQuotes(inner, own) : ofBare(Math.max(inner, next + 1));
      budget -= end - next + 1;
      next = quoted ? afterClosing(end, own) : end;
    }
    return Math.min(end, text.length());
  }

  /** Returns the index after the closing quote at an index, or the end of the text if none is. */
  private int afterClosing(int end, int own) {
    return afterQuote(end) > end ? end + own + 1 : text.length();
  }

  /**
   * Returns whether the quote before {@code start} is also at {@code end}, or the text or its line
   * ends there.
   */
  boolean isClosed(int start, int end) {
    int after = afterQuote(end);
    return end == text.length()
        || TextChars.isLineEnd(text.charAt(end))
        || (after > end && text.charAt(after - 1) == text.charAt(start - 1));
  }

  /**
   * Returns the start of the closing quote, with its backslashes, or the end of the line. A quote
   * on a later line closes only if it does not look as if it opened another value.
   */
  private int ofQuotes(int start, int own) {
    int end = closing(start, own);
    int line = lines.end(start);
    return end < 0 || (end > line && !looksClosing(end)) ? line : end - own;
  }

  private boolean looksClosing(int quote) {
    char before = text.charAt(quote - 1);
    boolean opens = before == '=' || before == ':' || TextChars.isOpener(before);
    return !opens
        && (isOver(quote + 1) || TextChars.isQuote(text.charAt(quote + 1)))
        && (!TextChars.isBlank(before) || TextChars.isLineEnd(before) || isOver(quote + 1));
  }

  /**
   * Returns the index of the closing quote, or -1. Each level of quoting doubles the backslashes,
   * so their number gives the level.
   */
  private int closing(int start, int own) {
    char quote = text.charAt(start - 1);
    int memo = TextChars.QUOTES.indexOf(quote) * MAX_LEVEL + own;
    if (start < quotesFrom[memo] || (quotesTo[memo] >= 0 && start > quotesTo[memo])) {
      int end = text.indexOf(quote, start);
      while (end >= 0 && (backslashes(end, start) - own) % (2 * (own + 1)) != 0) {
        end = text.indexOf(quote, end + 1);
      }
      quotesFrom[memo] = start;
      quotesTo[memo] = end;
    }
    return quotesTo[memo];
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
    return TextChars.isBlank(c) || isEscapedBlank(at);
  }

  private boolean isEscapedBlank(int at) {
    return at + 1 < text.length()
        && text.charAt(at) == '\\'
        && "nrt".indexOf(text.charAt(at + 1)) >= 0;
  }

  /** Returns the end of an unquoted value, at least {@code from}. */
  private int ofBare(int from) {
    int end = from;
    while (end < text.length() && !TextChars.isBlank(text.charAt(end))) {
      if (TextChars.isQuote(text.charAt(end))) {
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

  /** Returns the end of a value quoted by an entity that ends before an index. */
  int ofEntity(String entity, int start) {
    int line = lines.end(start);
    int end = budget > 0 ? text.indexOf(entity, start) : -1;
    budget -= (end < 0 ? text.length() : end) - start;
    return end < 0 || end > line ? line : end;
  }

  /**
   * Returns the end of the line, or the earlier end of the quote around the key: the quote closes
   * where it has as many backslashes as before the key.
   */
  int ofLine(int start, int key) {
    int line = lines.end(start);
    if (key == 0 || !TextChars.isQuote(text.charAt(key - 1)) || start == text.length()) {
      return endOfEscapedLine(start, line);
    }
    char quote = text.charAt(key - 1);
    int own = Math.min(backslashes(key - 1, Math.max(0, key - MAX_LEVEL)), MAX_LEVEL - 1);
    int end = start;
    while (end < line && budget-- > 0) {
      if (text.charAt(end) == quote && (backslashes(end, start) - own) % (2 * (own + 1)) == 0) {
        return end - own;
      }
      end++;
    }
    return endOfEscapedLine(start, line);
  }

  /**
   * Returns the start of an escaped line end before a name, or of the quote that closes a text
   * around the line, or the line's end.
   */
  private int endOfEscapedLine(int start, int line) {
    boolean even = true;
    for (int i = start; i < line && budget-- > 0; i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        if (isEscapedBlank(i) && (isPair(i + 2, "=:") || isEscapedBlank(i + 2))) {
          return i;
        }
        i++;
      } else if (c == '"') {
        if (even && closesText(i, line)) {
          return i;
        }
        even = !even;
      }
    }
    return line;
  }

  private boolean closesText(int quote, int line) {
    return quote + 1 == line || ",)]}".indexOf(text.charAt(quote + 1)) >= 0;
  }

  /** Returns the end of a word, which may start with a part in brackets. */
  int ofWord(int start) {
    int from = start;
    while (from < text.length() && TextChars.isOpener(text.charAt(from)) && budget > 0) {
      from = ofBrackets(from);
    }
    int end = wordStop(from);
    int last = trimmed(from, end);
    return last > start ? last : end;
  }

  /** Returns the first index from one on at which an unquoted value stops. */
  private int wordStop(int from) {
    if (from < wordFrom || from > wordTo) {
      int end = from;
      while (end < text.length() && !TextChars.isBlank(text.charAt(end)) && !endsValue(end)) {
        end++;
      }
      wordFrom = from;
      wordTo = end;
    }
    return wordTo;
  }

  private int trimmed(int from, int end) {
    int last = end;
    while (last > from && TRAILERS.indexOf(text.charAt(last - 1)) >= 0 && !isMask(last)) {
      last--;
    }
    return last;
  }

  private boolean isMask(int end) {
    return text.startsWith(Redactor.MASK, end - Redactor.MASK.length());
  }

  /**
   * Returns the index after the bracket that closes the one at an index. Brackets inside quotes do
   * not count. If there is none, the value ends with its line and the lines indented deeper.
   */
  int ofBrackets(int start) {
    int depth = 0;
    for (int i = start; i < text.length() && budget-- > 0; i++) {
      char c = text.charAt(i);
      depth += TextChars.isOpener(c) ? 1 : TextChars.isCloser(c) ? -1 : 0;
      if (depth == 0) {
        return i + 1;
      }
      i = TextChars.isQuote(c) ? afterQuoted(i) : i;
    }
    return endOfOpenBrackets(start);
  }

  private int endOfOpenBrackets(int start) {
    int line = lines.end(start);
    if (line == text.length() || budget <= 0) {
      return line;
    }
    int next = lines.next(line);
    int block = lines.endOfBlock(next, lines.indentOfKey(start));
    return block > next ? block : line;
  }

  /** Returns the last index of the quoted text that a quote inside brackets opens. */
  private int afterQuoted(int quote) {
    int own = backslashes(quote, Math.max(0, quote - MAX_LEVEL + 1));
    char before = quote - own == 0 ? ' ' : text.charAt(quote - own - 1);
    boolean opens = TextChars.isBlank(before) || "[({,:=".indexOf(before) >= 0 || isPrefix(quote);
    int end = opens ? closing(quote + 1, own) : -1;
    if (end < 0) {
      return quote;
    }
    int after = TextChars.skipSpaces(text, end + 1);
    boolean closes =
        after == text.length()
            || ",:)]}=\\".indexOf(text.charAt(after)) >= 0
            || TextChars.isLineEnd(text.charAt(after));
    budget -= closes ? 1 : 0;
    return closes ? end : quote;
  }

  private boolean isPrefix(int quote) {
    return quote > 1
        && "bfru".indexOf(text.charAt(quote - 1)) >= 0
        && "[({,:= ".indexOf(text.charAt(quote - 2)) >= 0;
  }

  /** Returns whether a separator ends a value: a key, a quote or nothing follows it. */
  private boolean endsValue(int at) {
    char c = text.charAt(at);
    if (c == '"') {
      return at + 1 == text.length() || ",;:}])> ".indexOf(text.charAt(at + 1)) >= 0;
    }
    if (c == '<') {
      return text.startsWith("</", at);
    }
    if (c == '\\') {
      return isEscapedBlank(at) && (isPair(at + 2, "=:\\\"") || isEscapedBlank(at + 2));
    }
    if (c == '%') {
      return TextChars.isPercent(text, at, "26") && isPair(at + 3, "%");
    }
    return (c == ',' || c == ';' || c == '&' || c == '|')
        && (at + 1 == text.length() || beginsPart(at + 1));
  }

  private boolean beginsPart(int start) {
    int end = keyEnd(start);
    return end < text.length()
        && (end == start
            ? afterQuote(end) > end || TextChars.isBlank(text.charAt(end))
            : "=:".indexOf(text.charAt(end)) >= 0);
  }

  /** Returns whether a name that an equals sign follows starts at an index. */
  boolean isPair(int start) {
    return isPair(start, "=");
  }

  /** Returns whether a name that one of some separators follows starts at an index. */
  boolean isPair(int start, String separators) {
    int end = keyEnd(start);
    return end > start && end < text.length() && separators.indexOf(text.charAt(end)) >= 0;
  }

  private int keyEnd(int start) {
    int end = start;
    while (end < text.length()
        && end - start < MAX_KEY_LENGTH
        && TextChars.isWord(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
