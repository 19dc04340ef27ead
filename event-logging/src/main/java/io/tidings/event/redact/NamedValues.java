package io.tidings.event.redact;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finder of secrets whose name is a value itself, or the name of an element: {@code {name:
 * password, value: x}}, {@code <password>x</password>}, {@code ("password", "x")}. Confined to one
 * scan.
 */
final class NamedValues {

  private static final Set<String> NAMES =
      Set.of(
          "name",
          "key",
          "id",
          "field",
          "variable",
          "property",
          "header",
          "param",
          "parameter",
          "attribute",
          "k",
          "n",
          "var",
          "option",
          "setting",
          "label",
          "env");

  private static final Set<String> VALUES =
      Set.of("value", "val", "v", "default", "content", "data", "text", "values");

  private static final int MAX_NAME = 12;
  private static final int MAX_DISTANCE = 160;
  private static final int MAX_TAG = 256;
  private static final int MAX_TAGS = 64;

  private final String text;
  private final TextKeys keys;
  private final ValueEnd ends;
  private final Masks masks;

  /** The index up to which a value belongs to the name of a secret. */
  private int namedUntil;

  /** The end of the element whose text is the name. */
  private int namedFrom;

  /** The value read last, and the index up to which a name may follow it. */
  private int valueStart;

  private int valueEnd;
  private int valueUntil;

  private final ClosingTags closing;

  NamedValues(String text, TextKeys keys, ValueEnd ends, Masks masks) {
    this.text = text;
    this.keys = keys;
    this.ends = ends;
    this.masks = masks;
    this.closing = new ClosingTags(text);
  }

  /** Examines the pair of the key read last and the value at an index. */
  void pair(int separator, int value) {
    int length = keys.end() - keys.start();
    if (length == 0 || length > MAX_NAME || value >= text.length()) {
      return;
    }
    String key = lower(keys.start(), keys.end());
    if (!NAMES.contains(key) && !VALUES.contains(key)) {
      return;
    }
    int inner = ends.afterQuote(value);
    int end = inner > value ? ends.ofQuoted(value, inner) : ends.ofWord(value);
    if (NAMES.contains(key)) {
      name(inner, end, separator);
    } else {
      value(inner, end);
    }
  }

  private String lower(int start, int end) {
    StringBuilder lower = new StringBuilder(end - start);
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      lower.append(TextChars.isUpper(c) ? (char) (c + ('a' - 'A')) : c);
    }
    return lower.toString();
  }

  private void name(int start, int end, int separator) {
    if (!isSecretName(start, end)) {
      return;
    }
    namedUntil = end + MAX_DISTANCE;
    if (separator < valueUntil) {
      masks.add(valueStart, valueEnd);
      valueUntil = 0;
      namedUntil = 0;
    }
    formData(end);
  }

  private boolean isSecretName(int start, int end) {
    return end > start
        && TextChars.wordEnd(text, start) == end
        && keys.sensitivity(start, end).compareTo(Sensitivity.RANDOM) > 0;
  }

  private void value(int start, int end) {
    if (keys.start() < namedUntil) {
      masks.add(start, PlainValues.isLiteral(text, start, end) ? start : end);
      namedUntil = 0;
    } else {
      valueStart = start;
      valueEnd = end;
      valueUntil = endOfObject(end);
    }
  }

  private int endOfObject(int from) {
    int i = from;
    while (i < text.length() && i - from < MAX_DISTANCE && "}>".indexOf(text.charAt(i)) < 0) {
      i++;
    }
    return i;
  }

  /** Masks the part of a form after the empty line. */
  private void formData(int nameEnd) {
    int quote = nameEnd + 1;
    int line = TextChars.skipBlanks(text, Math.min(quote, text.length()));
    int breaks = 0;
    for (int i = quote; i < line; i++) {
      breaks += text.charAt(i) == '\n' ? 1 : 0;
    }
    if (breaks > 1 && line < text.length()) {
      masks.add(line, ends.ofLine(line, 0));
    }
  }

  /** Examines a word: a quoted name of a secret may have a value or a block after it. */
  void afterWord(int start, int end) {
    int after = ends.afterQuote(end);
    boolean quoted = after > end && start > 0 && TextChars.isQuote(text.charAt(start - 1));
    if (!quoted || !isSecretName(start, end)) {
      return;
    }
    int next = TextChars.skipBlanks(text, after);
    if (next < text.length() && text.charAt(next) == '{' && next > after) {
      namedUntil = next + MAX_DISTANCE;
    } else if (next < text.length() && text.charAt(next) == ',' && opensList(start)) {
      lastElement(next);
    }
  }

  /** Returns whether a quoted word is the first in its brackets. */
  private boolean opensList(int start) {
    int i = start - 1;
    while (i > 0 && start - i < 8 && "\"'`\\bru ".indexOf(text.charAt(i)) >= 0) {
      i--;
    }
    return i >= 0 && (text.charAt(i) == '(' || text.charAt(i) == '[');
  }

  /** Masks the value after a comma, if it is the last in its brackets. */
  private void lastElement(int comma) {
    int start = TextChars.skipBlanks(text, comma + 1);
    int quote = start;
    while (quote < text.length() && quote - start < 2 && "bfru".indexOf(text.charAt(quote)) >= 0) {
      quote++;
    }
    int inner = ends.afterQuote(quote);
    if (inner == quote) {
      return;
    }
    int end = ends.ofQuoted(quote, inner);
    int close = TextChars.skipBlanks(text, ends.afterQuote(end));
    boolean last = close < text.length() && TextChars.isCloser(text.charAt(close));
    boolean another = isSecretName(inner, end) && !Randomness.isPassword(text, inner, end);
    masks.add(inner, last && !another ? end : inner);
  }

  /** Examines the element whose tag opens at an index. */
  void element(int open) {
    int start = open + 1;
    int end = TextChars.wordEnd(text, start);
    int name = start;
    if (text.startsWith(":", end)) {
      name = end + 1;
      end = TextChars.wordEnd(text, name);
    }
    int tag = end == name ? -1 : endOfTag(end);
    if (tag < 0) {
      return;
    }
    String lower = end - name <= MAX_NAME ? lower(name, end) : "";
    if (keys.sensitivity(name, end).compareTo(Sensitivity.RANDOM) > 0) {
      maskElement(tag, text.substring(start, end));
    } else if (NAMES.contains(lower)) {
      int close = TextChars.indexOf(text, '<', tag, tag + MAX_TAG);
      int first = TextChars.skipBlanks(text, tag);
      if (close > first && isSecretName(first, close)) {
        namedFrom = close;
        namedUntil = close + MAX_DISTANCE;
      }
    } else if (VALUES.contains(lower) && open < namedUntil) {
      maskElement(tag, text.substring(start, end));
      namedUntil = 0;
    }
  }

  /** Returns the index after the end of a tag that has content, or -1. */
  private int endOfTag(int from) {
    for (int i = from; i < text.length() && i - from < MAX_TAG; i++) {
      char c = text.charAt(i);
      if (c == '>') {
        return text.charAt(i - 1) == '/' ? -1 : i + 1;
      }
      if (c == '<') {
        return -1;
      }
    }
    return -1;
  }

  private void maskElement(int from, String name) {
    int tag = closing.first(from);
    int end = closing.at(tag);
    if (end == text.length()) {
      return;
    }
    int last = tag;
    for (int i = 0; i < MAX_TAGS && !text.startsWith(name, closing.at(last) + 2); i++) {
      last++;
    }
    int close = closing.at(last);
    maskTrimmed(from, text.startsWith(name, close + 2) ? close : end);
  }

  private void maskTrimmed(int from, int to) {
    int start = TextChars.skipBlanks(text, from);
    int end = to;
    while (end > start && TextChars.isBlank(text.charAt(end - 1))) {
      end--;
    }
    masks.add(start, PlainValues.isLiteral(text, start, Math.max(start, end)) ? start : end);
  }

  /** Masks the text after a tag with the name of a secret: {@code <entry key="password">x<}. */
  void text(int close) {
    if (close >= namedUntil || close <= namedFrom || "/-=".indexOf(text.charAt(close - 1)) >= 0) {
      return;
    }
    int end = TextChars.indexOf(text, '<', close, close + MAX_TAG);
    if (end > close + 1 && end - close < MAX_TAG && text.startsWith("</", end)) {
      maskTrimmed(close + 1, end);
      namedUntil = 0;
    }
  }

  /** Places of the closing tags of one text, found once on demand. Confined to one scan. */
  static final class ClosingTags {

    private final String text;
    private int[] places = {};

    ClosingTags(String text) {
      this.text = text;
    }

    /** Returns the number of the first closing tag from an index on. */
    int first(int from) {
      if (places.length == 0) {
        places =
            IntStream.rangeClosed(0, text.length())
                .filter(i -> i == text.length() || text.startsWith("</", i))
                .toArray();
      }
      int found = Arrays.binarySearch(places, from);
      return found >= 0 ? found : -found - 1;
    }

    /**
     * Returns the place of a closing tag by its number, or the end of the text if there is none.
     */
    int at(int number) {
      return places[Math.min(number, places.length - 1)];
    }
  }
}
