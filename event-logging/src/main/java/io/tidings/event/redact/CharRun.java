package io.tidings.event.redact;

import java.util.Arrays;

/** Sets of ASCII characters that tokens consist of. */
enum CharRun {
  DIGIT('d', "", "0"),
  LOWER_HEX('h', "abcdef", "0"),
  HEX('H', "abcdefABCDEF", "0"),
  LOWER('l', "", "0a"),
  UPPER('u', "", "0A"),
  ALPHANUMERIC('a', "", "0aA"),
  LETTER('L', "", "aA"),
  WORD('w', "_-", "0aA"),
  WORD_PADDED('e', "_-=", "0aA"),
  BASE64('b', "+/=", "0aA"),
  DOTTED('j', "_-.=", "0aA"),
  TILDE('t', "_-.~", "0aA"),
  BASE32('r', "234567", "A"),
  ANY('p', "_-.=%+/~", "0aA");

  private final char code;
  private final boolean[] members = new boolean[128];

  CharRun(char code, String others, String ranges) {
    this.code = code;
    others.chars().forEach(c -> members[c] = true);
    for (char first : ranges.toCharArray()) {
      Arrays.fill(members, first, first + (first == '0' ? 10 : 26), true);
    }
  }

  /** Returns the set with a code. */
  static CharRun of(char code) {
    for (CharRun run : values()) {
      if (run.code == code) {
        return run;
      }
    }
    throw new IllegalArgumentException("no set of characters has the code " + code);
  }

  boolean contains(char c) {
    return c < members.length && members[c];
  }
}
