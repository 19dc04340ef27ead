package io.tidings.event.redact;

/**
 * Finds secrets inside texts such as error messages: {@code key=value}, {@code key: value}, {@code
 * Bearer …} and the user information of URLs. The time it takes grows no faster than the text.
 * Immutable and thread-safe.
 */
final class SecretText {

  private static final int SHORT = 64;

  private final KeyRules keys;

  SecretText(KeyRules keys) {
    this.keys = keys;
  }

  /** Returns the text without its secrets: itself if it has none. */
  String redacted(String text) {
    if (!mayHoldOne(text)) {
      return text;
    }
    String redacted = new SecretScan(keys, text).redacted();
    return redacted.equals(text) ? text : redacted;
  }

  /**
   * Most texts hold nothing that could separate a key from its value, and are done with here: short
   * ones in one pass, which is quicker for them than four searches.
   */
  private static boolean mayHoldOne(String text) {
    return text.length() < SHORT
        ? isSeparated(text)
        : text.indexOf('=') >= 0
            || text.indexOf(':') >= 0
            || text.contains("earer")
            || text.contains("EARER");
  }

  private static boolean isSeparated(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '='
          || c == ':'
          || (c == 'r' && text.startsWith("earer", i - 4))
          || (c == 'R' && text.startsWith("EARER", i - 4))) {
        return true;
      }
    }
    return false;
  }
}
