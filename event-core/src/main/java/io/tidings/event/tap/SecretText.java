package io.tidings.event.tap;

/**
 * Finds secrets inside texts such as error messages: {@code key=value}, {@code key: value}, {@code
 * Bearer …} and the user information of URLs. The time it takes grows no faster than the text.
 * Immutable and thread-safe.
 */
final class SecretText {

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

  /** Most texts hold nothing that could separate a key from its value, and are done with here. */
  private static boolean mayHoldOne(String text) {
    return text.indexOf('=') >= 0
        || text.indexOf(':') >= 0
        || text.contains("earer")
        || text.contains("EARER");
  }
}
