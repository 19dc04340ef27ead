package io.tidings.event.json;

/**
 * Decoder of escaped surrogates. The parser rejects a name with an escaped unpaired surrogate but
 * accepts the surrogate itself, and the writer escapes every surrogate. Stateless.
 */
final class Surrogates {

  private static final int ESCAPE = 6;

  private Surrogates() {}

  /** Returns JSON with every escaped surrogate replaced by the surrogate. */
  static String unescaped(String json) {
    if (!json.contains("\\ud") && !json.contains("\\uD")) {
      return json;
    }
    StringBuilder unescaped = new StringBuilder(json.length());
    int at = 0;
    while (at < json.length()) {
      int surrogate = json.charAt(at) == '\\' ? surrogateAt(json, at) : -1;
      int end = Math.min(json.length(), at + (json.charAt(at) == '\\' ? 2 : 1));
      if (surrogate < 0) {
        unescaped.append(json, at, end);
      } else {
        unescaped.append((char) surrogate);
        end = at + ESCAPE;
      }
      at = end;
    }
    return unescaped.toString();
  }

  /** Returns the surrogate whose escape begins at an index, -1 if none begins there. */
  private static int surrogateAt(String json, int at) {
    if (at + ESCAPE > json.length() || json.charAt(at + 1) != 'u') {
      return -1;
    }
    int code = 0;
    for (int i = at + 2; i < at + ESCAPE; i++) {
      int digit = json.charAt(i) < 128 ? Character.digit(json.charAt(i), 16) : -1;
      code = digit < 0 ? -1 : code < 0 ? -1 : code * 16 + digit;
    }
    return code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE ? code : -1;
  }
}
