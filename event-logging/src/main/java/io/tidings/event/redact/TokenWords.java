package io.tidings.event.redact;

/** Finder of tokens that are secrets by their shape in the words of one text. */
final class TokenWords {

  private final String text;
  private final RunEnds runs;
  private final Masks masks;

  TokenWords(String text, Masks masks) {
    this.text = text;
    this.masks = masks;
    this.runs = new RunEnds(text);
  }

  /** Returns a text with its tokens masked. */
  static String redacted(String text) {
    Masks masks = new Masks();
    TokenWords words = new TokenWords(text, masks);
    for (int at = 0; at < text.length(); at++) {
      int end = TextChars.wordEnd(text, at);
      if (end > at) {
        words.mask(at, end);
        at = end;
      }
    }
    return masks.applied(text);
  }

  /** Masks the tokens that start in a word; a token may continue after it. */
  void mask(int start, int end) {
    int escaped = Quotes.afterEscape(text, start);
    int at = start;
    while (at < end && text.length() - at >= TokenShapes.LEAST_LENGTH) {
      int token = startsToken(start, at, escaped) ? TokenShapes.standard().end(text, at, runs) : -1;
      masks.add(at, token < 0 ? -1 : withoutStop(token));
      at = Math.max(at + 1, token);
    }
  }

  private boolean startsToken(int start, int at, int escaped) {
    return at == start
        || at == escaped
        || (!TextChars.isAlphanumeric(text.charAt(at - 1))
            && TextChars.isAlphanumeric(text.charAt(at)));
  }

  private int withoutStop(int end) {
    return text.charAt(end - 1) == '.' ? end - 1 : end;
  }
}
