package io.tidings.event.webhooks.internal.http;

import java.util.BitSet;
import java.util.regex.Matcher;

/**
 * A reading of a text in which each character stands for a range of the source. A decoded or folded
 * view has the same or fewer characters, in the same order. Immutable.
 */
final class TextView {

  private final String text;
  private final int[] starts;
  private final int[] ends;

  private TextView(String text, int[] starts, int[] ends) {
    this.text = text;
    this.starts = starts;
    this.ends = ends;
  }

  /** Returns the view in which each character stands for itself. */
  static TextView of(String source) {
    Copy copy = new Copy(source.length());
    for (int i = 0; i < source.length(); i++) {
      copy.add(source.charAt(i), i, i + 1);
    }
    return copy.view();
  }

  String text() {
    return text;
  }

  /** Marks the source range of some characters. */
  void mark(int first, int count, BitSet source) {
    source.set(starts[first], ends[first + count - 1]);
  }

  /** Returns a view without spaces, line breaks and other characters that are not displayed. */
  TextView visible() {
    Copy copy = new Copy(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (fold(text.charAt(i)) != 0) {
        copy.add(text.charAt(i), starts[i], ends[i]);
      }
    }
    return copy.view();
  }

  /**
   * Returns a view with each escape replaced by its character, if that is displayed; this view if
   * it has no escape.
   */
  TextView decoded(Escapes escapes) {
    Matcher escape = escapes.matcher(text);
    Copy copy = new Copy(text.length());
    int next = 0;
    while (escape.find()) {
      copy.addAll(this, next, escape.start());
      char decoded = escapes.decoded(escape);
      if (fold(decoded) != 0) {
        copy.add(decoded, starts[escape.start()], ends[escape.end() - 1]);
      }
      next = escape.end();
    }
    copy.addAll(this, next, text.length());
    return next == 0 ? this : copy.view();
  }

  /**
   * Returns a visible view in lower case and in the alphabet of base64 for URLs.
   *
   * @param alphanumeric whether punctuation is removed too
   */
  TextView folded(boolean alphanumeric) {
    Copy copy = new Copy(text.length());
    for (int i = 0; i < text.length(); i++) {
      char folded = fold(text.charAt(i));
      if (folded != 0 && (!alphanumeric || Character.isLetterOrDigit(folded))) {
        copy.add(folded, starts[i], ends[i]);
      }
    }
    return copy.view();
  }

  /** Returns a text as {@link #folded(boolean)} does, without places. */
  static String folded(String text, boolean alphanumeric) {
    StringBuilder folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = fold(text.charAt(i));
      if (c != 0 && (!alphanumeric || Character.isLetterOrDigit(c))) {
        folded.append(c);
      }
    }
    return folded.toString();
  }

  /** Returns the folded character, or 0 for one that is not displayed. */
  private static char fold(char c) {
    if (c > '~') {
      return foldWide(c);
    }
    return switch (c) {
      case '+' -> '-';
      case '/' -> '_';
      case 0x7F -> 0;
      default -> c <= ' ' ? 0 : Character.toLowerCase(c);
    };
  }

  private static char foldWide(char c) {
    if (c >= '\uff01' && c <= '\uff5e') {
      return fold((char) (c - '\uff01' + '!'));
    }
    boolean hidden =
        c == '\ufffd'
            || Character.isISOControl(c)
            || Character.isSpaceChar(c)
            || Character.getType(c) == Character.FORMAT;
    return hidden ? 0 : c;
  }

  /** A view under construction. */
  private static final class Copy {

    private final StringBuilder text;
    private final int[] starts;
    private final int[] ends;

    Copy(int capacity) {
      text = new StringBuilder(capacity);
      starts = new int[capacity];
      ends = new int[capacity];
    }

    void add(char c, int start, int end) {
      starts[text.length()] = start;
      ends[text.length()] = end;
      text.append(c);
    }

    void addAll(TextView view, int from, int to) {
      for (int i = from; i < to; i++) {
        add(view.text.charAt(i), view.starts[i], view.ends[i]);
      }
    }

    TextView view() {
      return new TextView(text.toString(), starts, ends);
    }
  }
}
