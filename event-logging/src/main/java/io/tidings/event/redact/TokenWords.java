package io.tidings.event.redact;

import java.util.regex.Pattern;

/** Finder of tokens that are secrets by their shape in the words of one text. */
final class TokenWords {

  private final String text;
  private final CharRun.Ends runs;
  private final Masks masks;

  TokenWords(String text, Masks masks) {
    this.text = text;
    this.masks = masks;
    this.runs = new CharRun.Ends(text);
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

  /** Distinction of token counts from tokens in a text. Confined to one scan. */
  static final class Counts {

    private static final Pattern NUMBER =
        Pattern.compile("-?[0-9.]+(?:[eE]-?[0-9]*)?|null|redacted");

    private final String text;

    Counts(String text) {
      this.text = text;
    }

    /** Returns whether a value consists of numbers, with names before them if it is in brackets. */
    boolean isCount(int start, int end) {
      boolean named = start < end && "{[(".indexOf(text.charAt(start)) >= 0;
      int at = start;
      while (at < end) {
        int next = wordEnd(at, end);
        if (Character.isSurrogate(text.charAt(at))
            || (next > at && !isNumber(at, next) && !(named && isName(next, end)))) {
          return false;
        }
        at = Math.max(next, at + 1);
      }
      return true;
    }

    private int wordEnd(int start, int end) {
      int i = start;
      while (i < end && TextChars.isWord(text.charAt(i))) {
        i++;
      }
      return i;
    }

    private boolean isNumber(int start, int end) {
      return text.substring(start, end).chars().noneMatch(Character::isLetter)
          || NUMBER.matcher(text).region(start, end).matches();
    }

    private boolean isName(int wordEnd, int end) {
      int i = wordEnd;
      while (i < end && "\"'`\\ ".indexOf(text.charAt(i)) >= 0) {
        i++;
      }
      return i < end && "=:".indexOf(text.charAt(i)) >= 0;
    }
  }
}
