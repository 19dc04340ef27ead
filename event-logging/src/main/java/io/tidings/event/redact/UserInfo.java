package io.tidings.event.redact;

/** Reader of the user information of URLs, which ends in an at sign. Confined to one scan. */
final class UserInfo {

  private static final String AUTHORITY_END = "/?#\"'<>`";
  private static final String ORACLE = "jdbc:oracle:";
  private static final int MAX_PORT_DIGITS = 5;

  private final String text;
  private final TextKeys keys;
  private final ValueEnd ends;

  /** The end of the run without blanks searched last, and the index of its last at sign. */
  private int runEnd;

  private int lastSign = -1;

  /** The authority scanned last: its end, the index of its last at sign and of its first colon. */
  private int end;

  private int sign;
  private int colon;

  UserInfo(String text, TextKeys keys, ValueEnd ends) {
    this.text = text;
    this.keys = keys;
    this.ends = ends;
  }

  /**
   * Returns the start of the authority after two slashes at an index, -1 if there are none. Each
   * slash may follow a backslash, as in JSON.
   */
  int authority(int slash) {
    int next = slash + 1;
    while (next < text.length() && text.charAt(next) == '\\') {
      next++;
    }
    return next < text.length() && text.charAt(next) == '/' ? next + 1 : -1;
  }

  /** Returns the start of user information in Oracle's form, or -1: {@code scott/tiger@h}. */
  int oracle(int at) {
    if (!text.regionMatches(true, at, ORACLE, 0, ORACLE.length())) {
      return -1;
    }
    int driver = at + ORACLE.length();
    while (driver < text.length() && TextChars.isWord(text.charAt(driver))) {
      driver++;
    }
    return driver < text.length() && text.charAt(driver) == ':' ? driver + 1 : -1;
  }

  /** Returns the end of the part to mask in Oracle's form, or -1. */
  int endOfOracle(int start) {
    boolean none = start == text.length() || text.charAt(start) == '@';
    sign = none ? -1 : lastSignFrom(start);
    return sign < 0 ? -1 : end(start, false);
  }

  /** Returns the end of the part to mask of the authority that starts at an index, or -1. */
  int endOfAuthority(int start) {
    scan(start);
    boolean split = sign < 0 && colon >= 0 && !isPort();
    if (split) {
      sign = lastSignFrom(end);
    }
    return sign <= start ? -1 : end(start, split && ",;".indexOf(text.charAt(end)) >= 0);
  }

  /** Returns the end of the part to mask: past the value that the at sign may belong to. */
  private int end(int start, boolean ambiguous) {
    return ambiguous || keys.isNamedBetween(start, sign) ? ends.ofWord(sign) : sign;
  }

  /** Returns the index from which the scanned authority may contain keys: after the host's name. */
  int keysFrom(int start, int slash) {
    int before = slash;
    while (before > 0 && text.charAt(before - 1) == '\\') {
      before--;
    }
    boolean scheme = before > 0 && text.charAt(before - 1) == ':';
    return scheme && colon >= 0 && isPort() ? colon + 1 : start;
  }

  private void scan(int start) {
    sign = -1;
    colon = -1;
    boolean inAddress = false;
    boolean afterPair = false;
    for (end = start; end < text.length() && !isAuthorityEnd(end); end++) {
      char c = text.charAt(end);
      sign = c == '@' ? end : sign;
      inAddress = c == '[' ? end == start || inAddress : inAddress && c != ']';
      afterPair |= c == '=';
      colon = c == ':' && colon < 0 && !inAddress && !afterPair ? end : colon;
    }
  }

  private boolean isAuthorityEnd(int at) {
    char c = text.charAt(at);
    return AUTHORITY_END.indexOf(c) >= 0
        || TextChars.isBlank(c)
        || (",;".indexOf(c) >= 0 && ends.isPair(at + 1));
  }

  /** Returns whether a port follows the colon; else the authority's end is inside a password. */
  private boolean isPort() {
    int last = end;
    while (last > colon + 1 && text.charAt(last - 1) == '\\') {
      last--;
    }
    int digits = last - colon - 1;
    return digits > 0
        && digits <= MAX_PORT_DIGITS
        && text.substring(colon + 1, last).chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private int lastSignFrom(int from) {
    if (from >= runEnd) {
      runEnd = from;
      lastSign = -1;
      while (runEnd < text.length() && !TextChars.isBlank(text.charAt(runEnd))) {
        lastSign = text.charAt(runEnd) == '@' ? runEnd : lastSign;
        runEnd++;
      }
    }
    return lastSign > from ? lastSign : -1;
  }
}
