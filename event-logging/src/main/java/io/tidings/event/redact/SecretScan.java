package io.tidings.event.redact;

/**
 * Single pass over one text that collects its secrets and masks them. What is masked already is
 * scanned like the rest, so a secret inside or after another one is found too. Confined to one
 * thread.
 */
final class SecretScan {

  private final String text;
  private final KeyRules rules;
  private final TextKeys keys;
  private final ValueEnd ends;
  private final SecretValue value;
  private final UserInfo userInfo;
  private final TokenWords.Counts counts;
  private final PemBlocks pem;
  private final TokenWords tokens;
  private final Sentences sentences;
  private final NamedValues named;
  private final Masks masks = new Masks();

  private int at;

  /** The end of the user information masked last; what starts before it ends there too. */
  private int authorityEnd;

  /** The separators skipped last: where from, and the index after them. */
  private int separatorsFrom;

  private int separatorsTo = -1;

  /** The index up to which the text consists of names and token counts. */
  private int countsEnd;

  SecretScan(KeyRules rules, String text) {
    TextLines lines = new TextLines(text);
    this.text = text;
    this.rules = rules;
    this.keys = new TextKeys(rules, text);
    this.ends = new ValueEnd(text, lines);
    this.pem = new PemBlocks(text, lines);
    this.value = new SecretValue(text, keys, lines, ends, pem);
    this.userInfo = new UserInfo(text, keys, ends);
    this.counts = new TokenWords.Counts(text);
    this.tokens = new TokenWords(text, masks);
    this.sentences = new Sentences(text, keys, ends, lines, masks);
    this.named = new NamedValues(text, keys, ends, masks);
  }

  /** Returns the text with its secrets masked. */
  String redacted() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (TextChars.isWord(c)) {
        word();
      } else {
        symbol(c);
      }
    }
    return masks.applied(text);
  }

  private void word() {
    int end = TextChars.wordEnd(text, at);
    tokens.mask(at, end);
    if (rules.sentences().passes(text, at, end)) {
      sentences.mask(at, end);
      named.afterWord(at, end);
    }
    sentences.maskFlag(at, end);
    oracle(at);
    int block = end - PemBlocks.BEGIN.length() + 1;
    masks.add(block, pem.end(block));
    at = end;
  }

  private void symbol(char c) {
    switch (c) {
      case '=', ':', '\uff1a', '\uff1d' -> separator(at, at + 1);
      case '%' -> percent();
      case '/' -> authority();
      case '<' -> {
        named.element(at);
        at++;
      }
      case '>' -> {
        named.text(at);
        at++;
      }
      default -> at++;
    }
  }

  private void percent() {
    if (TextChars.isPercent(text, at, "3D") || TextChars.isPercent(text, at, "3A")) {
      separator(at, at + 3);
    } else {
      at++;
    }
  }

  /** Masks the value after a separator, which starts at the current index. */
  private void separator(int start, int end) {
    at = end;
    Sensitivity sensitivity = keys.before(start);
    int first = skipSeparators(end);
    if (sensitivity.compareTo(Sensitivity.RANDOM) <= 0) {
      named.pair(start, first);
      masks.add(first, pem.endOfPutty(keys.start(), first));
    }
    if (sensitivity == Sensitivity.NONE
        || (sensitivity == Sensitivity.TOKEN && start < countsEnd)) {
      return;
    }
    int typed = value.afterType(first);
    if (typed < text.length()) {
      value.read(typed, sensitivity, keys.start(), lineBetween(end, typed));
      mask(sensitivity, start);
    }
  }

  private void mask(Sensitivity sensitivity, int separator) {
    int start = value.start();
    int end = value.end();
    if (value.isEmpty() || PlainValues.isLiteral(text, start, end)) {
      return;
    }
    if (sensitivity == Sensitivity.TOKEN && keys.isTokenCount() && counts.isCount(start, end)) {
      countsEnd = end;
    } else if (isSecret(sensitivity, separator, start, end)) {
      masks.add(start, sentences.endOfWords(start, end));
      assigned(end);
    }
  }

  private boolean isSecret(Sensitivity sensitivity, int separator, int start, int end) {
    boolean named = keys.end() - keys.start() > 1;
    return switch (sensitivity) {
      case RANDOM -> Randomness.isKey(text, start, end) && (named || end - start >= LEAST_UNNAMED);
      case STRING -> !isSmallNumber(start, end) && !isSentence(separator, start, end);
      default -> !isSentence(separator, start, end);
    };
  }

  private static final int LEAST_UNNAMED = 24;

  private boolean isSmallNumber(int start, int end) {
    boolean small = end - start <= 3;
    for (int i = start; i < end; i++) {
      small &= TextChars.isDigit(text.charAt(i));
    }
    return small;
  }

  /** Returns whether a sentence continues after a colon: {@code the token: see below}. */
  private boolean isSentence(int separator, int start, int end) {
    int word = TextChars.wordEnd(text, start);
    return text.charAt(separator) == ':'
        && separator + 1 < start
        && word <= end
        && PlainValues.isSentence(text, start, word)
        && (word == text.length()
            || text.charAt(word) == ' '
            || TextChars.isLineEnd(text.charAt(word)));
  }

  /** Masks the value that is assigned after a type: {@code password: Hidden = "x"}. */
  private void assigned(int end) {
    int next = TextChars.skipSpaces(text, end);
    boolean assignment =
        next > end
            && next + 1 < text.length()
            && text.charAt(next) == '='
            && "=>".indexOf(text.charAt(next + 1)) < 0;
    int start = assignment ? TextChars.skipSpaces(text, next + 1) : text.length();
    if (start < text.length()) {
      value.read(start, Sensitivity.VALUE, start, false);
      masks.add(value.start(), value.end());
    }
  }

  private void authority() {
    int start = userInfo.authority(at);
    int end = start < authorityEnd ? -1 : userInfo.endOfAuthority(start);
    masks.add(start, end);
    authorityEnd = Math.max(authorityEnd, end);
    at = start < 0 || end >= 0 ? at + 1 : Math.max(at + 1, userInfo.keysFrom(start, at));
  }

  private void oracle(int at) {
    int start = userInfo.oracle(at);
    int end = start < authorityEnd ? -1 : userInfo.endOfOracle(start);
    masks.add(start, end);
    authorityEnd = Math.max(authorityEnd, end);
  }

  private boolean lineBetween(int from, int to) {
    for (int i = from; i < to; i++) {
      if (TextChars.isLineEnd(text.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Returns the index after separators and blanks; each run of them is searched once. */
  private int skipSeparators(int start) {
    if (start < separatorsFrom || start > separatorsTo) {
      separatorsFrom = start;
      separatorsTo = afterSeparators(start);
    }
    return separatorsTo;
  }

  private int afterSeparators(int start) {
    int i = start;
    while (i < text.length()) {
      char c = text.charAt(i);
      int ansi = c == '\u001b' ? Quotes.afterAnsi(text, i) : i;
      if (ansi > i) {
        i = ansi;
      } else if (TextChars.isBlank(c) || "=:~".indexOf(c) >= 0 || isArrow(c, i)) {
        i++;
      } else {
        break;
      }
    }
    return i;
  }

  private boolean isArrow(char c, int i) {
    return c == '>' && "=-".indexOf(text.charAt(i - 1)) >= 0;
  }
}
