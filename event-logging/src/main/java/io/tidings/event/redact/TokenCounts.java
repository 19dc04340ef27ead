package io.tidings.event.redact;

import java.util.regex.Pattern;

/** Distinction of token counts from tokens in a text. Confined to one scan. */
final class TokenCounts {

  private static final Pattern NUMBER = Pattern.compile("-?[0-9.]+(?:[eE]-?[0-9]*)?|null|redacted");

  private final String text;

  TokenCounts(String text) {
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
