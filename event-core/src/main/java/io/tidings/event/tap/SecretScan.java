package io.tidings.event.tap;

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
  private static final String CLOSERS = "\"'`])}\\";
  private static final String AUTHORITY_END = "/?#\"'<>`";

  private final KeyRules keys;
  private final String text;
  private final ValueEnd ends;
  private final StringBuilder shown = new StringBuilder();

  /** Up to here the text has been taken over, masked or not. */
  private int taken;

  private int at;

  /** The end of the run without blanks looked at last for an at sign, and the last one in it. */
  private int runEnd;

  private int lastSign = -1;

  SecretScan(KeyRules keys, String text) {
    this.keys = keys;
    this.text = text;
    this.ends = new ValueEnd(text);
  }

  String redacted() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '=' || c == ':') {
        separator();
      } else if (c == '/' && text.startsWith("//", at)) {
        authority();
      } else if ((c == 'B' || c == 'b') && isBearer()) {
        bearer();
      } else {
        at++;
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
    int keyEnd = skipBack(skipBlanksBack(at));
    int keyStart = wordStart(keyEnd);
    Secrecy secrecy = keyEnd == keyStart ? Secrecy.NONE : said(keyStart, keyEnd);
    int value = secrecy == Secrecy.NONE ? text.length() : skipSeparators(at + 1);
    if (value == text.length()) {
      at++;
      return;
    }
    int start = ends.afterQuote(value);
    int end = start > value ? ends.ofQuoted(value, start) : unquoted(value, secrecy, keyStart);
    if (secrecy == Secrecy.TOKEN && isCount(keyStart, keyEnd, start, end)) {
      at = end;
    } else {
      mask(start, end);
    }
  }

  /** Error types end in what is no key: {@code InvalidTokenException: user 7 is unknown}. */
  private Secrecy said(int start, int end) {
    String last = KeyWords.of(text.substring(start, end)).last();
    if (last.equals("exception") || last.equals("error")) {
      return Secrecy.NONE;
    }
    Secrecy alone = keys.of(text.substring(start, end));
    boolean blank = start > 0 && text.charAt(start - 1) == ' ';
    int before = blank ? wordStart(start - 1) : start;
    if (alone != Secrecy.NONE || !blank || before == start - 1) {
      return alone;
    }
    boolean together = keys.of(text.substring(before, start - 1)) == Secrecy.NONE;
    return together ? keys.of(text.substring(before, end)) : alone;
  }

  private int unquoted(int value, Secrecy secrecy, int keyStart) {
    if (secrecy == Secrecy.TEXT) {
      return text.length();
    }
    if (secrecy == Secrecy.LINE) {
      return ends.ofLine(value, keyStart == 0 ? ' ' : text.charAt(keyStart - 1));
    }
    int end = ends.ofWord(value);
    boolean scheme = SCHEMES.contains(text.substring(value, end).toLowerCase(Locale.ROOT));
    int next = skipBlanks(end);
    return scheme && next > end && next < text.length() ? ends.ofWord(next) : end;
  }

  /** A number of tokens; a number that is the token is one token's. */
  private boolean isCount(int keyStart, int keyEnd, int start, int end) {
    return text.substring(keyStart, keyEnd).toLowerCase(Locale.ROOT).endsWith("tokens")
        && text.substring(start, end).chars().noneMatch(Character::isLetter);
  }

  private boolean isBearer() {
    return text.regionMatches(true, at, BEARER, 0, BEARER.length())
        && (at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1)));
  }

  private void bearer() {
    int after = at + BEARER.length();
    int value = skipSeparators(after);
    at = after;
    if (value > after && value < text.length()) {
      int start = ends.afterQuote(value);
      mask(start, start > value ? ends.ofQuoted(value, start) : ends.ofWord(value));
    }
  }

  /** Masks what stands before the at sign of a URL. */
  private void authority() {
    int start = at + 2;
    int end = start;
    int sign = -1;
    int colon = -1;
    for (; end < text.length() && !isAuthorityEnd(text.charAt(end)); end++) {
      sign = text.charAt(end) == '@' ? end : sign;
      colon = text.charAt(end) == ':' ? end : colon;
    }
    if (sign < 0 && colon > start && isNoPort(colon + 1, end)) {
      sign = lastSignFrom(end);
    }
    at = end;
    if (sign > start) {
      mask(start, sign);
    }
  }

  private static boolean isAuthorityEnd(char c) {
    return AUTHORITY_END.indexOf(c) >= 0 || isBlank(c);
  }

  /** After the colon stands no port: the slash that ended it is part of a password. */
  private boolean isNoPort(int start, int end) {
    return text.substring(start, end).chars().anyMatch(c -> !Character.isDigit(c));
  }

  private int lastSignFrom(int from) {
    if (from >= runEnd) {
      runEnd = from;
      lastSign = -1;
      while (runEnd < text.length() && !isBlank(text.charAt(runEnd))) {
        if (text.charAt(runEnd) == '@') {
          lastSign = runEnd;
        }
        runEnd++;
      }
    }
    return lastSign > from ? lastSign : -1;
  }

  private int skipBlanksBack(int end) {
    int i = end;
    while (i > 0 && isBlank(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  private int skipBack(int end) {
    int i = end;
    while (i > 0 && CLOSERS.indexOf(text.charAt(i - 1)) >= 0) {
      i--;
    }
    return i;
  }

  private int wordStart(int end) {
    int i = end;
    while (i > 0 && isWord(text.charAt(i - 1))) {
      i--;
    }
    return i;
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
