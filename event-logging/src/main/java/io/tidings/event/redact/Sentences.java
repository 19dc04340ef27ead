package io.tidings.event.redact;

import java.util.Locale;
import java.util.Set;

/**
 * Finder of secrets that follow their name without a separator: in sentences, commands, calls and
 * statements. Where a sentence may also continue, a value must look like a password. Confined to
 * one scan.
 */
final class Sentences {

  private static final Set<String> LINKS = Set.of("is", "was", "to", "as", "be", "equals", "are");
  private static final Set<String> SCHEMES = Set.of("bearer", "basic", "negotiate", "digest");
  private static final Set<String> GETTERS = Set.of("get", "has", "is", "find", "remove", "delete");
  private static final Set<String> REPORTED =
      Set.of("unexpected ", "unrecognized ", "unknown ", "error ", "exit ", "status ", "response ");
  private static final String LINKING = "(|,>\u2192";
  private static final int MAX_LINKS = 3;
  private static final int MAX_WORDS = 6;

  private final String text;
  private final TextKeys keys;
  private final ValueEnd ends;
  private final TextLines lines;
  private final Masks masks;

  Sentences(String text, TextKeys keys, ValueEnd ends, TextLines lines, Masks masks) {
    this.text = text;
    this.keys = keys;
    this.ends = ends;
    this.lines = lines;
    this.masks = masks;
  }

  /** Masks the secret that a word announces. */
  void mask(int start, int end) {
    int word = Math.max(start, Math.min(end, Quotes.afterEscape(text, start)));
    String name = text.substring(word, end).toLowerCase(Locale.ROOT);
    if (SCHEMES.contains(name)) {
      scheme(name, end);
    }
    switch (name) {
      case "identified" -> statement(end);
      case "code", "otp", "pin", "passcode" -> number(start, end);
      case "sqlplus" -> connection(end);
      case "login", "authenticate", "signin" -> lastArgument(end);
      default -> named(start, end);
    }
  }

  private void named(int start, int end) {
    Sensitivity sensitivity = keys.sensitivity(start, end);
    if (sensitivity.compareTo(Sensitivity.RANDOM) <= 0) {
      return;
    }
    if (text.charAt(start) == '-') {
      flag(
          text.startsWith("file", end - 4) || text.startsWith("path", end - 4)
              ? text.length()
              : end);
      return;
    }
    if (text.startsWith("(", end)) {
      call(start, end);
    }
    statement(end);
    if (!isReported(start)) {
      link(end);
    }
    reverse(start);
  }

  /** Masks the value after a flag: {@code --password x}. */
  private void flag(int end) {
    int start = TextChars.skipSpaces(text, end);
    boolean value =
        start > end && start < text.length() && !TextChars.isLineEnd(text.charAt(start));
    if (value && text.charAt(start) != '-') {
      maskValue(start, true);
    }
  }

  /** Masks a value in quotes or a word; in sentences, only if it looks like a password. */
  private void maskValue(int start, boolean any) {
    int inner = ends.afterQuote(start);
    int end = inner > start ? ends.ofQuoted(start, inner) : ends.ofWord(start);
    boolean sentence =
        PlainValues.isSentence(text, inner, end) || PlainValues.isLiteral(text, inner, end);
    if (end > inner && !sentence && (any || Randomness.isPassword(text, inner, end))) {
      masks.add(inner, end);
    }
  }

  /** Masks the word after Bearer and its kind. */
  private void scheme(String name, int end) {
    int start = end;
    while (start < text.length()
        && (TextChars.isBlank(text.charAt(start)) || "=:>,".indexOf(text.charAt(start)) >= 0)) {
      start++;
    }
    if (start == end || start == text.length()) {
      return;
    }
    int inner = ends.afterQuote(start);
    if (text.startsWith("realm=", start)) {
      return;
    }
    if (!name.equals("bearer")) {
      credentials(inner);
    } else if (inner > start || !isSentence(start)) {
      bounded(start, inner);
    }
  }

  private void bounded(int start, int inner) {
    int end = inner > start ? ends.ofQuoted(start, inner) : ends.ofWord(start);
    masks.add(inner > start && !ends.isClosed(inner, end) ? start : inner, end);
  }

  private boolean isSentence(int start) {
    int end = TextChars.wordEnd(text, start);
    return (end == text.length() || !isInWord(text.charAt(end)))
        && PlainValues.isSentence(text, start, end);
  }

  private static boolean isInWord(char c) {
    return "/+=~".indexOf(c) >= 0;
  }

  /** Masks credentials in base 64. */
  private void credentials(int start) {
    int end = start;
    while (end < text.length() && CharRun.BASE64.contains(text.charAt(end))) {
      end++;
    }
    boolean value = end - start >= 8 && !text.startsWith("\"", end);
    if (value || end - start >= 12) {
      masks.add(start, Randomness.isToken(text, start, end, 2) ? end : start);
    }
  }

  /** Masks the quoted value of a statement such as {@code IDENTIFIED BY 'x'}. */
  private void statement(int end) {
    int at = TextChars.skipBlanks(text, end);
    boolean user = at > end && text.regionMatches(true, at, "for ", 0, 4);
    if (user) {
      assigned(at);
    }
    for (int i = 0; i < MAX_LINKS && at > end; i++) {
      int word = TextChars.wordEnd(text, at);
      boolean by =
          isOneOf(at, word, "by") || isOneOf(at, word, "password") || isOneOf(at, word, "with");
      if (!by) {
        break;
      }
      at = TextChars.skipBlanks(text, word);
    }
    boolean upper = TextChars.isUpper(text.charAt(end - 1));
    if (at > end && upper && ends.afterQuote(at) > at) {
      maskValue(at, true);
    }
  }

  private boolean isOneOf(int start, int end, String word) {
    return end - start == word.length() && text.regionMatches(true, start, word, 0, word.length());
  }

  /** Masks the value after an equals sign on the line: {@code SET PASSWORD FOR 'u' = 'x'}. */
  private void assigned(int from) {
    int line = lines.end(from);
    int equals = TextChars.indexOf(text, '=', from, Math.min(line, from + 128));
    if (equals >= 0) {
      int start = TextChars.skipSpaces(text, equals + 1);
      if (start < line && ends.afterQuote(start) > start) {
        maskValue(start, true);
      }
    }
  }

  /** Masks the arguments of a call such as {@code setPassword("x")}. */
  private void call(int start, int end) {
    int open = TextChars.skipBlanks(text, end + 1);
    boolean quoted = open < text.length() && ends.afterQuote(open) > open;
    String first = text.substring(start, Math.min(end, start + 6)).toLowerCase(Locale.ROOT);
    if (quoted && GETTERS.stream().noneMatch(first::startsWith)) {
      int close = ends.ofBrackets(end);
      masks.add(open, text.startsWith(")", close - 1) ? close - 1 : close);
    }
  }

  /** Masks the last argument of a call if it looks like a password. */
  private void lastArgument(int end) {
    if (!text.startsWith("(", end)) {
      return;
    }
    int close = ends.ofBrackets(end);
    int comma = close - 1;
    while (comma > end && close - comma < 256 && text.charAt(comma) != ',') {
      comma--;
    }
    int start = text.charAt(comma) == ',' ? TextChars.skipBlanks(text, comma + 1) : close;
    if (start < close && ends.afterQuote(start) > start) {
      maskValue(start, false);
    }
  }

  /** Masks a value that looks like a password after links such as {@code is:} or an arrow. */
  private void link(int end) {
    int at = skipLinking(end);
    for (int i = 0; i < MAX_LINKS && at > end && at < text.length(); i++) {
      int word = TextChars.wordEnd(text, at);
      if (word == at || !LINKS.contains(text.substring(at, Math.min(word, at + 8)))) {
        break;
      }
      at = skipLinking(text.startsWith(":", word) ? word + 1 : word);
    }
    if (at > end && at < text.length()) {
      maskValue(at, false);
    }
  }

  private int skipLinking(int from) {
    int i = from;
    while (i < text.length() && i - from < 64) {
      char c = text.charAt(i);
      boolean arrow = c == '-' && text.startsWith("->", i);
      boolean quote =
          TextChars.isQuote(c) && i + 1 < text.length() && LINKING.indexOf(text.charAt(i + 1)) >= 0;
      if (!TextChars.isBlank(c) && LINKING.indexOf(c) < 0 && !arrow && !quote) {
        break;
      }
      i++;
    }
    return i;
  }

  /** Masks the word before {@code is the password}. */
  private void reverse(int name) {
    int article = previous(name);
    int verb = article < 0 ? -1 : previous(article);
    int value = verb < 0 ? -1 : previousValue(verb);
    boolean is = value >= 0 && text.startsWith("is ", verb);
    if (is) {
      int end = verb - 1;
      boolean digits = end - value >= 6 && Randomness.isNumber(text, value, end);
      masks.add(value, digits || Randomness.isPassword(text, value, end) ? end : value);
    }
  }

  /** Returns whether a word before makes a name that of something in an error message. */
  private boolean isReported(int start) {
    int before = Math.max(0, start - 13);
    String words = text.substring(before, start).toLowerCase(Locale.ROOT);
    return REPORTED.stream().anyMatch(words::endsWith);
  }

  private int previous(int start) {
    if (start == 0 || text.charAt(start - 1) != ' ') {
      return -1;
    }
    int i = start - 1;
    while (i > 0 && start - i < 8 && TextChars.isLetter(text.charAt(i - 1))) {
      i--;
    }
    return i;
  }

  private int previousValue(int verb) {
    int i = Math.max(0, verb - 1);
    while (i > 0 && verb - i < 256 && !TextChars.isBlank(text.charAt(i - 1))) {
      i--;
    }
    while (i < verb && !TextChars.isAlphanumeric(text.charAt(i))) {
      i++;
    }
    return i < verb ? i : -1;
  }

  /** Masks the digits of a code: {@code Your code is 251020}. */
  private void number(int start, int end) {
    if (isReported(start)) {
      return;
    }
    int at = end;
    int word = TextChars.skipSpaces(text, at);
    if (text.startsWith("is ", word) || text.startsWith("is: ", word)) {
      at = TextChars.skipSpaces(text, word + 3);
    }
    int digits = TextChars.wordEnd(text, at);
    if (at > end && digits - at >= 4 && digits - at <= 8 && Randomness.isNumber(text, at, digits)) {
      masks.add(at, digits);
    } else {
      link(end);
    }
  }

  /** Masks the password of {@code sqlplus user/password@host}. */
  private void connection(int end) {
    int start = TextChars.skipSpaces(text, end);
    int stop = ends.ofWord(start);
    int slash = TextChars.indexOf(text, '/', start, stop);
    int sign = TextChars.indexOf(text, '@', start, stop);
    if (start > end && slash > start) {
      masks.add(slash + 1, sign > slash ? sign : stop);
    }
  }

  /** Masks the value of a flag of one letter, such as {@code -p x} or {@code -u name:x}. */
  void maskFlag(int start, int end) {
    if (text.charAt(start) != '-' || end - start < 2 || !isAfterBlank(start)) {
      return;
    }
    String flag = text.substring(start, Math.min(end, start + 8));
    int value = TextChars.skipSpaces(text, end);
    boolean argument = value > end && value < text.length();
    if (argument && Set.of("-u", "--user", "-U", "--basic").contains(flag)) {
      user(value);
    } else if (argument && Set.of("-p", "-P", "-a", "-w", "-W").contains(flag)) {
      int inner = ends.afterQuote(value);
      int stop = inner > value ? ends.ofQuoted(value, inner) : ends.ofWord(value);
      masks.add(inner, Randomness.isRandom(text, inner, stop) ? stop : inner);
    } else if (argument && Set.of("-b", "--cookie").contains(flag)) {
      cookie(value);
    } else if (flag.startsWith("-p")) {
      int stop = ends.ofWord(start + 2);
      masks.add(start + 2, Randomness.isRandom(text, start + 2, stop) ? stop : start);
    }
  }

  private boolean isAfterBlank(int start) {
    return start > 0 && TextChars.isBlank(text.charAt(start - 1));
  }

  private void user(int value) {
    int inner = ends.afterQuote(value);
    int stop = inner > value ? ends.ofQuoted(value, inner) : ends.ofWord(value);
    int colon = TextChars.indexOf(text, ':', inner, stop);
    if (colon > inner && !text.startsWith("//", colon + 1)) {
      masks.add(colon + 1, Randomness.isNumber(text, colon + 1, stop) ? colon : stop);
    }
  }

  private void cookie(int value) {
    int inner = ends.afterQuote(value);
    int stop = inner > value ? ends.ofQuoted(value, inner) : ends.ofWord(value);
    masks.add(inner, TextChars.indexOf(text, '=', inner, stop) > inner ? stop : inner);
  }

  /**
   * Returns the end of a password of several words: the end of the value, or of a later word on the
   * line that looks random if only plain words are between them.
   */
  int endOfWords(int start, int end) {
    int last = end;
    int at = end;
    for (int i = 0; i < MAX_WORDS && at < text.length() && isPlainWord(start, end); i++) {
      int next = text.charAt(at) == ' ' ? at + 1 : text.length();
      int word = next;
      while (word < text.length() && TextChars.isAlphanumeric(text.charAt(word))) {
        word++;
      }
      if (word == next || (word < text.length() && !TextChars.isBlank(text.charAt(word)))) {
        break;
      }
      last = Randomness.isPassword(text, next, word) ? word : last;
      at = word;
    }
    return last;
  }

  private boolean isPlainWord(int start, int end) {
    boolean plain = end - start < 16;
    for (int i = start; i < end && plain; i++) {
      plain = TextChars.isLower(text.charAt(i));
    }
    return plain;
  }
}
