package io.tidings.event.redact;

/** The names in a text that stand before a separator. Confined to one scan. */
final class TextKeys {

  private static final String QUOTING = "\"'`\\";
  private static final String CLOSERS = QUOTING + "])}";

  private final KeyRules rules;
  private final String text;
  private final int mostWords;

  /** Where the key begins and ends that was found last. */
  private int start;

  private int end;

  TextKeys(KeyRules rules, String text) {
    this.rules = rules;
    this.text = text;
    this.mostWords = rules.mostWords();
  }

  /** Finds the key before a separator and tells what it says about what comes after. */
  Secrecy before(int separator) {
    int from = separator;
    Secrecy said = found(from);
    while (said == Secrecy.NONE && isIndex(from)) {
      from = back(start, QUOTING) - 1;
      said = found(from);
    }
    return said;
  }

  private Secrecy found(int separator) {
    int last = separator;
    while (last > 0 && SecretScan.isBlank(text.charAt(last - 1))) {
      last--;
    }
    end = back(last, CLOSERS);
    start = wordStart(end);
    return said(start, end);
  }

  /** Tells whether what was found stands in brackets after a name: {@code password[0]=}. */
  private boolean isIndex(int separator) {
    int open = back(start, QUOTING);
    return open > 0
        && text.charAt(open - 1) == '['
        && text.substring(end, separator).indexOf(']') >= 0;
  }

  /** Where the key found last begins. */
  int start() {
    return start;
  }

  /** Tells whether the key found last is about several tokens, which are counted. */
  boolean isOfTokens() {
    return KeyWords.of(text.substring(start, end)).isOfTokens();
  }

  /** Tells whether a secret is named before an equals sign between two places. */
  boolean isNamedBetween(int from, int to) {
    for (int i = from; i < to; i++) {
      if (text.charAt(i) == '=' && said(wordStart(i), i) != Secrecy.NONE) {
        return true;
      }
    }
    return false;
  }

  /** Error types end in what is no key: {@code InvalidTokenException: user 7 is unknown}. */
  private Secrecy said(int start, int end) {
    if (start == end) {
      return Secrecy.NONE;
    }
    Secrecy alone = rules.of(text.substring(start, end));
    Secrecy said = alone == Secrecy.NONE ? joined(start, end) : alone;
    return said == Secrecy.NONE || KeyWords.of(text.substring(start, end)).isError()
        ? Secrecy.NONE
        : said;
  }

  /** What a word says together with those before it, if they say nothing by themselves. */
  private Secrecy joined(int start, int end) {
    int first = start;
    for (int n = 1; n < mostWords && first > 0 && text.charAt(first - 1) == ' '; n++) {
      int before = wordStart(first - 1);
      if (before == first - 1 || rules.of(text.substring(before, start - 1)) != Secrecy.NONE) {
        return Secrecy.NONE;
      }
      Secrecy together = rules.of(text.substring(before, end));
      if (together != Secrecy.NONE) {
        return together;
      }
      first = before;
    }
    return Secrecy.NONE;
  }

  private int back(int from, String over) {
    int i = from;
    while (i > 0 && over.indexOf(text.charAt(i - 1)) >= 0) {
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
