package io.tidings.event.redact;

import java.util.Locale;
import java.util.Set;

/**
 * Single pass over one text that masks its secrets. It rescans only text between two separators, so
 * its time is linear in the length of the text. Confined to one thread.
 */
final class SecretScan {

  private static final String BEARER = "bearer";
  private static final Set<String> SCHEMES =
      Set.of("basic", BEARER, "digest", "negotiate", "ntlm", "token", "apikey");

  private final String text;
  private final TextKeys keys;
  private final ValueEnd ends;
  private final UserInfo userInfo;
  private final TokenCounts counts;
  private final StringBuilder output = new StringBuilder();

  /** The index up to which the text has been copied or masked. */
  private int copied;

  private int at;

  /** The index up to which the text consists of names and token counts. */
  private int countsEnd;

  SecretScan(KeyRules rules, String text) {
    this.text = text;
    this.keys = new TextKeys(rules, text);
    this.ends = new ValueEnd(text);
    this.userInfo = new UserInfo(text, keys, ends);
    this.counts = new TokenCounts(text);
  }

  /** Returns the text with its secrets masked. */
  String redacted() {
    while (at < text.length()) {
      switch (text.charAt(at)) {
        case '=', ':' -> separator();
        case '/' -> authority();
        case 'B', 'b' -> bearer();
        case 'J', 'j' -> oracle();
        default -> at++;
      }
    }
    return output.append(text, copied, text.length()).toString();
  }

  private void mask(int start, int end) {
    output.append(text, copied, start).append(Redactor.MASK);
    copied = end;
    at = end;
  }

  private void separator() {
    Sensitivity sensitivity = keys.before(at);
    int value = sensitivity == Sensitivity.NONE ? text.length() : skipSeparators(at + 1);
    if (value == text.length() || (sensitivity == Sensitivity.TOKEN && at < countsEnd)) {
      at++;
      return;
    }
    int start = ends.afterQuote(value);
    int end = start > value ? ends.ofQuoted(value, start) : unquoted(value, sensitivity);
    if (sensitivity == Sensitivity.TOKEN && keys.isTokenCount() && counts.isCount(start, end)) {
      countsEnd = end;
      at = start;
    } else {
      mask(value, start, end);
    }
  }

  /** Masks a value, without the quotes around it if they enclose all of it. */
  private void mask(int value, int start, int end) {
    mask(start > value && ends.isClosed(start, end) ? start : value, end);
  }

  private int unquoted(int value, Sensitivity sensitivity) {
    if (sensitivity == Sensitivity.TEXT) {
      return text.length();
    }
    if (sensitivity == Sensitivity.LINE) {
      return ends.ofLine(value, keys.start() == 0 ? ' ' : text.charAt(keys.start() - 1));
    }
    int end = ends.ofWord(value);
    boolean scheme = SCHEMES.contains(text.substring(value, end).toLowerCase(Locale.ROOT));
    int next = skipBlanks(end);
    return scheme && next > end && next < text.length() ? ends.ofWord(next) : end;
  }

  private void bearer() {
    int after = at + BEARER.length();
    boolean matches =
        text.regionMatches(true, at, BEARER, 0, BEARER.length())
            && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)));
    int value = matches ? skipSeparators(after) : after;
    at = matches ? after : at + 1;
    if (value > after && value < text.length()) {
      int start = ends.afterQuote(value);
      mask(value, start, start > value ? ends.ofQuoted(value, start) : ends.ofWord(value));
    }
  }

  private void authority() {
    int start = userInfo.authority(at);
    int end = start < 0 ? -1 : userInfo.endOfAuthority(start);
    if (end >= 0) {
      mask(start, end);
    } else {
      at = start < 0 ? at + 1 : userInfo.keysFrom(start, at);
    }
  }

  private void oracle() {
    int start = userInfo.oracle(at);
    int end = start < 0 ? -1 : userInfo.endOfOracle(start);
    if (end >= 0) {
      mask(start, end);
    } else {
      at++;
    }
  }

  private int skipBlanks(int start) {
    int i = start;
    while (i < text.length() && isBlank(text.charAt(i))) {
      i++;
    }
    return i;
  }

  private int skipSeparators(int start) {
    int i = start;
    while (i < text.length() && (isBlank(text.charAt(i)) || "=:>".indexOf(text.charAt(i)) >= 0)) {
      i++;
    }
    return i;
  }

  static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.' || c == '$';
  }

  static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }
}
