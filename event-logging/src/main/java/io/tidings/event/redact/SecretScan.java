package io.tidings.event.redact;

import java.util.Locale;
import java.util.Set;

/**
 * One pass over one text. Whatever is looked at again lies between two separators, so that no text
 * takes more than time in proportion to its length. Confined to one thread.
 */
final class SecretScan {

  private static final String BEARER = "bearer";
  private static final Set<String> SCHEMES =
      Set.of("basic", BEARER, "digest", "negotiate", "ntlm", "token", "apikey");

  private final String text;
  private final TextKeys keys;
  private final ValueEnd ends;
  private final UserInfo userInfo;
  private final TextCounts counts;
  private final StringBuilder shown = new StringBuilder();

  /** Up to here the text has been taken over, masked or not. */
  private int taken;

  private int at;

  /** Up to here there are names and counts alone. */
  private int counted;

  SecretScan(KeyRules rules, String text) {
    this.text = text;
    this.keys = new TextKeys(rules, text);
    this.ends = new ValueEnd(text);
    this.userInfo = new UserInfo(text, keys, ends);
    this.counts = new TextCounts(text);
  }

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
    return shown.append(text, taken, text.length()).toString();
  }

  private void mask(int start, int end) {
    shown.append(text, taken, start).append(Redactor.MASK);
    taken = end;
    at = end;
  }

  private void separator() {
    Secrecy secrecy = keys.before(at);
    int value = secrecy == Secrecy.NONE ? text.length() : skipSeparators(at + 1);
    if (value == text.length() || (secrecy == Secrecy.TOKEN && at < counted)) {
      at++;
      return;
    }
    int start = ends.afterQuote(value);
    int end = start > value ? ends.ofQuoted(value, start) : unquoted(value, secrecy);
    if (secrecy == Secrecy.TOKEN && keys.isOfTokens() && counts.isCount(start, end)) {
      counted = end;
      at = start;
    } else {
      mask(value, start, end);
    }
  }

  /** Leaves the quotes around a value, if they are around all of it. */
  private void mask(int value, int start, int end) {
    mask(start > value && ends.isClosed(start, end) ? start : value, end);
  }

  private int unquoted(int value, Secrecy secrecy) {
    if (secrecy == Secrecy.TEXT) {
      return text.length();
    }
    if (secrecy == Secrecy.LINE) {
      return ends.ofLine(value, keys.start() == 0 ? ' ' : text.charAt(keys.start() - 1));
    }
    int end = ends.ofWord(value);
    boolean scheme = SCHEMES.contains(text.substring(value, end).toLowerCase(Locale.ROOT));
    int next = skipBlanks(end);
    return scheme && next > end && next < text.length() ? ends.ofWord(next) : end;
  }

  private void bearer() {
    int after = at + BEARER.length();
    boolean found =
        text.regionMatches(true, at, BEARER, 0, BEARER.length())
            && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)));
    int value = found ? skipSeparators(after) : after;
    at = found ? after : at + 1;
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
