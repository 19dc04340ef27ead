package io.tidings.event.redact;

/** Reader of the keys before separators in a text. Confined to one scan. */
final class TextKeys {

  private static final String QUOTING = "\"'`\\";
  private static final String CLOSERS = QUOTING + "])}";

  private final KeyRules rules;
  private final String text;
  private final int maxWords;

  /** The bounds of the key read last. */
  private int start;

  private int end;

  TextKeys(KeyRules rules, String text) {
    this.rules = rules;
    this.text = text;
    this.maxWords = rules.maxWords();
  }

  /** Reads the key before a separator and returns the sensitivity of the value after it. */
  Sensitivity before(int separator) {
    int from = separator;
    Sensitivity sensitivity = readKey(from);
    while (sensitivity == Sensitivity.NONE && isIndex(from)) {
      from = skipBack(start, QUOTING) - 1;
      sensitivity = readKey(from);
    }
    return sensitivity;
  }

  private Sensitivity readKey(int separator) {
    int last = separator;
    while (last > 0 && SecretScan.isBlank(text.charAt(last - 1))) {
      last--;
    }
    end = skipBack(last, CLOSERS);
    start = wordStart(end);
    return sensitivity(start, end);
  }

  /** Returns whether the key read last is an index after a name: {@code password[0]=}. */
  private boolean isIndex(int separator) {
    int open = skipBack(start, QUOTING);
    return open > 0
        && text.charAt(open - 1) == '['
        && text.substring(end, separator).indexOf(']') >= 0;
  }

  /** Returns the start of the key read last. */
  int start() {
    return start;
  }

  /** Returns whether the key read last names a count of tokens. */
  boolean isTokenCount() {
    return KeyWords.of(text.substring(start, end)).isTokenCount();
  }

  /** Returns whether an equals sign between two indexes follows the name of a secret. */
  boolean isNamedBetween(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '=' && sensitivity(wordStart(i), i) != Sensitivity.NONE) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the sensitivity by the key between two indexes. The name of an error is not a key:
   * {@code InvalidTokenException: user 7 is unknown}.
   */
  private Sensitivity sensitivity(int start, int end) {
    if (start == end) {
      return Sensitivity.NONE;
    }
    Sensitivity alone = rules.of(text.substring(start, end));
    Sensitivity sensitivity = alone == Sensitivity.NONE ? joined(start, end) : alone;
    return sensitivity == Sensitivity.NONE || KeyWords.of(text.substring(start, end)).isError()
        ? Sensitivity.NONE
        : sensitivity;
  }

  /**
   * Returns the sensitivity by a word joined with preceding ones that are not secret themselves.
   */
  private Sensitivity joined(int start, int end) {
    int first = start;
    for (int n = 1; n < maxWords && first > 0 && text.charAt(first - 1) == ' '; n++) {
      int before = wordStart(first - 1);
      if (before == first - 1 || rules.of(text.substring(before, start - 1)) != Sensitivity.NONE) {
        return Sensitivity.NONE;
      }
      Sensitivity together = rules.of(text.substring(before, end));
      if (together != Sensitivity.NONE) {
        return together;
      }
      first = before;
    }
    return Sensitivity.NONE;
  }

  private int skipBack(int from, String characters) {
    int i = from;
    while (i > 0 && characters.indexOf(text.charAt(i - 1)) >= 0) {
      i--;
    }
    return i;
  }

  private int wordStart(int end) {
    int i = end;
    while (i > 0 && SecretScan.isWord(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }
}
