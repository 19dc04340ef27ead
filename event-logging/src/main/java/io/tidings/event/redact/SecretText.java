package io.tidings.event.redact;

/**
 * Redaction of secrets inside texts such as error messages: pairs of names and values, sentences,
 * commands, elements, the user information of URLs, and tokens with a shape of their own. Linear in
 * the length of the text. Immutable and thread-safe.
 */
final class SecretText {

  private static final byte SEPARATOR = 1;
  private static final byte RUN = 2;
  private static final byte[] KINDS = kinds();

  private enum Suspicion {
    NONE,
    TOKENS,
    NAMES
  }

  private final KeyRules keys;

  SecretText(KeyRules keys) {
    this.keys = keys;
  }

  /** Returns the text with its secrets masked: the same text if it has none. */
  String redacted(String text) {
    String redacted =
        switch (suspicion(text)) {
          case NONE -> text;
          case TOKENS -> TokenWords.redacted(text);
          default -> new SecretScan(keys, text).redacted();
        };
    return redacted.equals(text) ? text : redacted;
  }

  /**
   * Returns whether a text contains a separator that a secret can follow, a word that announces
   * one, or at least a run of characters as long as a token. Most texts contain none.
   */
  private Suspicion suspicion(String text) {
    NameFilter words = keys.sentences();
    int code = 0;
    int run = 0;
    boolean tokens = false;
    boolean found = words.passesAny();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      byte kind = c < 128 ? KINDS[c] : SEPARATOR;
      if (kind == SEPARATOR) {
        return Suspicion.NAMES;
      }
      run = kind == RUN ? run + 1 : 0;
      code = NameFilter.next(code, c);
      tokens |= run >= TokenShapes.LEAST_LENGTH;
      found |= words.passes(code) && !isPassed(text, i);
    }
    return found ? Suspicion.NAMES : tokens && !isId(text) ? Suspicion.TOKENS : Suspicion.NONE;
  }

  /** Returns whether a text is a ULID or a UUID, as most ids are; no token has these forms. */
  private static boolean isId(String text) {
    return isForm(text, "7ZZZZZZZZZZZZZZZZZZZZZZZZZ")
        || isForm(text, "ffffffff-ffff-ffff-ffff-ffffffffffff");
  }

  /** Returns whether each character is in the set that the same character of a form stands for. */
  private static boolean isForm(String text, String form) {
    if (text.length() != form.length()) {
      return false;
    }
    for (int i = 0; i < form.length(); i++) {
      char c = text.charAt(i);
      boolean fits =
          switch (form.charAt(i)) {
            case 'Z' -> CharRun.UPPER.contains(c);
            case 'f' -> CharRun.HEX.contains(c);
            case '7' -> c >= '0' && c <= '7';
            default -> c == '-';
          };
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether the first three letters of passed, passes or passing end at an index. */
  private static boolean isPassed(String text, int at) {
    return at + 2 < text.length()
        && (text.charAt(at + 1) | ' ') == 's'
        && "ei".indexOf(text.charAt(at + 2) | ' ') >= 0;
  }

  private static byte[] kinds() {
    byte[] kinds = new byte[128];
    for (char c = 0; c < kinds.length; c++) {
      kinds[c] = CharRun.DOTTED.contains(c) ? RUN : 0;
    }
    for (char c : "=:%<>".toCharArray()) {
      kinds[c] = SEPARATOR;
    }
    return kinds;
  }
}
