package io.tidings.event.redact;

/**
 * Redaction of secrets inside texts such as error messages: {@code key=value}, {@code key: value},
 * {@code Bearer …} and the user information of URLs. Linear in the length of the text. Immutable
 * and thread-safe.
 */
final class SecretText {

  private static final int SHORT_LENGTH = 64;

  private final KeyRules keys;

  SecretText(KeyRules keys) {
    this.keys = keys;
  }

  /** Returns the text with its secrets masked: the same text if it has none. */
  String redacted(String text) {
    if (!mayContainSecret(text)) {
      return text;
    }
    String redacted = new SecretScan(keys, text).redacted();
    return redacted.equals(text) ? text : redacted;
  }

  /**
   * Returns whether a text contains a separator or a scheme that a secret can follow. Most texts
   * contain none. A short text is searched in one pass, which is faster than four searches.
   */
  private static boolean mayContainSecret(String text) {
    return text.length() < SHORT_LENGTH
        ? hasSeparator(text)
        : text.indexOf('=') >= 0
            || text.indexOf(':') >= 0
            || text.contains("earer")
            || text.contains("EARER");
  }

  private static boolean hasSeparator(String text) {
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
