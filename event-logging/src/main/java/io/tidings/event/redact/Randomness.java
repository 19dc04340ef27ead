package io.tidings.event.redact;

/** Measures of whether a part of a text looks like a secret rather than like language. */
final class Randomness {

  private static final int MEASURED = 256;
  private static final int LEAST_PASSWORD = 6;
  private static final int LEAST_RANDOM = 8;
  private static final int LEAST_KEY = 32;

  private static final int DIGITS = 1;
  private static final int LOWER = 2;
  private static final int UPPER = 4;
  private static final int SYMBOLS = 8;
  private static final int DOTS = 16;
  private static final int OTHERS = 32;
  private static final int LETTERS = LOWER | UPPER | OTHERS;
  private static final int BOTH_CASES = LOWER | UPPER;

  private Randomness() {}

  /**
   * Returns whether a part has a digit or letters of both cases, and at least a given entropy in
   * bits per character.
   */
  static boolean isToken(String text, int start, int end, double entropy) {
    int kinds = kinds(text, start, end);
    return ((kinds & DIGITS) != 0 || (kinds & BOTH_CASES) == BOTH_CASES)
        && entropy(text, start, end) >= entropy;
  }

  /** Returns the entropy of the first characters of a part, in bits per character. */
  static double entropy(String text, int start, int end) {
    int length = Math.min(end - start, MEASURED);
    int[] counts = new int[128];
    for (int i = start; i < start + length; i++) {
      counts[text.charAt(i) & 127]++;
    }
    double entropy = 0;
    for (int count : counts) {
      if (count > 0) {
        entropy -= count * Math.log((double) count / length);
      }
    }
    return length == 0 ? 0 : entropy / length / Math.log(2);
  }

  private static int kinds(String text, int start, int end) {
    int kinds = 0;
    for (int i = start; i < Math.min(end, start + MEASURED); i++) {
      kinds |= kind(text.charAt(i));
    }
    return kinds;
  }

  private static int kind(char c) {
    if (TextChars.isLower(c)) {
      return LOWER;
    }
    if (TextChars.isUpper(c)) {
      return UPPER;
    }
    if (TextChars.isDigit(c)) {
      return DIGITS;
    }
    return c > 127 ? OTHERS : "_-./:,".indexOf(c) >= 0 ? DOTS : SYMBOLS;
  }

  /**
   * Returns whether a part may be a password or a token at a place where a sentence could also
   * continue: it has letters and digits, or symbols among them, and is no date, path or address.
   */
  static boolean isPassword(String text, int start, int end) {
    int kinds = kinds(text, start, end);
    boolean mixed = (kinds & LETTERS) != 0 && (kinds & (DIGITS | SYMBOLS)) != 0;
    return end - start >= LEAST_PASSWORD
        && mixed
        && ((kinds & DIGITS) != 0 || hasInnerSymbol(text, start, end))
        && !isPlace(text, start, end);
  }

  private static boolean hasInnerSymbol(String text, int start, int end) {
    for (int i = start + 1; i < Math.min(end - 1, start + MEASURED); i++) {
      if ("!#%^*~@$&?+".indexOf(text.charAt(i)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Returns whether a part looks random: letters of both cases or symbols, and digits. */
  static boolean isRandom(String text, int start, int end) {
    int kinds = kinds(text, start, end);
    boolean varied = (kinds & BOTH_CASES) == BOTH_CASES || (kinds & (SYMBOLS | OTHERS)) != 0;
    return end - start >= LEAST_RANDOM
        && (kinds & DIGITS) != 0
        && (kinds & LETTERS) != 0
        && varied
        && !isPlace(text, start, end);
  }

  /** Returns whether a part has digits only. */
  static boolean isNumber(String text, int start, int end) {
    return start < end && end - start < MEASURED && kinds(text, start, end) == DIGITS;
  }

  /** Returns whether a part is random, or long and of letters and digits alone. */
  static boolean isKey(String text, int start, int end) {
    return isRandom(text, start, end)
        || (end - start >= LEAST_KEY
            && (kinds(text, start, end) & ~(DIGITS | BOTH_CASES)) == 0
            && entropy(text, start, end) >= 3);
  }

  /** Returns whether a part is a path, an address, or a date with its time. */
  private static boolean isPlace(String text, int start, int end) {
    return text.charAt(start) == '/'
        || (TextChars.isDigit(text.charAt(start))
            && start + 10 < end
            && text.charAt(start + 4) == '-'
            && text.charAt(start + 7) == '-')
        || contains(text, start, end, "://")
        || isLineOfFile(text, start, end)
        || contains(text, start, end, "(")
        || contains(text, start, end, Redactor.MASK);
  }

  /** Returns whether a part ends with a colon and a number, as a place in a file does. */
  private static boolean isLineOfFile(String text, int start, int end) {
    int i = end;
    while (i > start && end - i < 8 && TextChars.isDigit(text.charAt(i - 1))) {
      i--;
    }
    return i < end && i > start && text.charAt(i - 1) == ':';
  }

  private static boolean contains(String text, int start, int end, String part) {
    int last = Math.min(end, start + MEASURED) - part.length();
    for (int i = start; i <= last; i++) {
      if (text.startsWith(part, i)) {
        return true;
      }
    }
    return false;
  }
}
