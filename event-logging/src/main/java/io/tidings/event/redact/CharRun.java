package io.tidings.event.redact;

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

  /** The characters below and from 64 on, one bit each. */
  private final long low;

  private final long high;

  CharRun(char code, String others, String ranges) {
    StringBuilder all = new StringBuilder(others);
    for (int i = 0; i < ranges.length(); i++) {
      char first = ranges.charAt(i);
      for (int n = 0; n < (first == '0' ? 10 : 26); n++) {
        all.append((char) (first + n));
      }
    }
    this.code = code;
    this.low = bits(all, 0);
    this.high = bits(all, Long.SIZE);
  }

  private static long bits(StringBuilder all, int from) {
    long bits = 0;
    for (int i = 0; i < all.length(); i++) {
      int bit = all.charAt(i) - from;
      bits |= bit >= 0 && bit < Long.SIZE ? 1L << bit : 0;
    }
    return bits;
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
    return c < 2 * Long.SIZE && (((c < Long.SIZE ? low : high) >>> c) & 1) != 0;
  }

  /** Ends of runs of equal character sets in one text, each found once. Confined to one scan. */
  static final class Ends {

    private static final int SETS = CharRun.values().length;

    private final String text;
    private final int[] starts = new int[SETS];
    private final int[] ends = new int[SETS];

    Ends(String text) {
      this.text = text;
    }

    /** Returns the index after the run of a set's characters that starts at an index. */
    int of(CharRun run, int start) {
      int set = run.ordinal();
      if (start < starts[set] || start >= ends[set]) {
        int end = start;
        while (end < text.length() && run.contains(text.charAt(end))) {
          end++;
        }
        starts[set] = start;
        ends[set] = end;
      }
      return ends[set];
    }
  }
}
