package io.tidings.event.redact;

/**
 * Filter that passes every text with the name of a secret, and few others: a set of the first three
 * letters of each name. Its time is that of one pass over the text. Immutable.
 */
final class NameFilter {

  private static final int CODES = 1 << 15;

  /** The starts of the words that name a secret on their own. */
  static final NameFilter STRONG =
      new NameFilter(new long[CODES >> 6], false)
          .with("pas pwd tok sec key aut coo cre jwt sig".split(" "));

  /** The starts of all words that may name a secret before a separator. */
  static final NameFilter ALL =
      STRONG
          .with(
              "acc ass bea csr xsr cvc cvv doc dsn iba ken mne mot non otp pin pri psk".split(" "))
          .with("sal sas see sen ses sid ssn tot ver wac cod kod los par has cla con".split(" "));

  /** The starts of the words and flags that announce a secret in a sentence or a command. */
  static final NameFilter SENTENCE =
      STRONG
          .with("bea bas ide cod otp pin log sql neg dig".split(" "))
          .with(" -u", " -U", " -p", " -P", " -a", " -w", " -W", " -b");

  private static final int SHORT = 3;

  private final long[] codes;
  private final boolean any;

  private NameFilter(long[] codes, boolean any) {
    this.codes = codes;
    this.any = any;
  }

  /** Returns a filter that also passes words. */
  NameFilter with(String... words) {
    long[] more = codes.clone();
    boolean all = any;
    for (String word : words) {
      all |= word.length() < 3;
      int code = 0;
      for (int i = 0; i < Math.min(3, word.length()); i++) {
        code = next(code, word.charAt(i));
      }
      more[code >> 6] |= 1L << code;
    }
    return new NameFilter(more, all);
  }

  /** Returns the code of the last three letters after one more. */
  static int next(int code, char c) {
    return ((code << 5) | (c & 31)) & (CODES - 1);
  }

  /** Returns whether the filter passes a code. */
  boolean passes(int code) {
    return ((codes[code >> 6] >>> code) & 1) != 0;
  }

  /** Returns whether the filter passes every text. */
  boolean passesAny() {
    return any;
  }

  private static boolean isShortName(String text, int start, int end) {
    if (end - start == 1) {
      return "dDtT".indexOf(text.charAt(start)) >= 0;
    }
    return end > start && (text.regionMatches(true, start, "pw", 0, 2) || text.charAt(start) > 127);
  }

  /** Returns whether a name may be that of a secret. */
  boolean passes(String text, int start, int end) {
    if (any || end - start < SHORT) {
      return any || isShortName(text, start, end);
    }
    int code = 0;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (TextChars.isLetter(c)) {
        code = next(code, c);
        if (passes(code)) {
          return true;
        }
      } else if (c > 127 || c == '\\') {
        return true;
      }
    }
    return false;
  }
}
