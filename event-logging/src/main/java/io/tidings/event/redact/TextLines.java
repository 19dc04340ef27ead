package io.tidings.event.redact;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Lines and indentation of one text. Lines are found once, on demand. Confined to one scan. */
final class TextLines {

  private final String text;

  /** The ends of all lines, in order. */
  private int[] ends = {};

  TextLines(String text) {
    this.text = text;
  }

  /** Returns the end of the line with an index. */
  int end(int at) {
    return ends()[line(at)];
  }

  /** Returns the number of the line with an index: that of the first line that ends at or after. */
  private int line(int at) {
    int found = Arrays.binarySearch(ends(), at);
    return found >= 0 ? found : -found - 1;
  }

  private int[] ends() {
    if (ends.length == 0) {
      ends =
          IntStream.rangeClosed(0, text.length())
              .filter(i -> i == text.length() || TextChars.isLineEnd(text.charAt(i)))
              .toArray();
    }
    return ends;
  }

  /** Returns the start of the line after one that ends at an index. */
  int next(int end) {
    boolean pair = text.startsWith("\r\n", end);
    return Math.min(end + (pair ? 2 : 1), text.length());
  }

  /** Returns the number of blanks before the first other character of a line. */
  int indent(int start) {
    return TextChars.skipSpaces(text, start) - start;
  }

  /**
   * Returns the indentation of the line with a key: that of the key itself if only blanks and
   * markers of list items stand before it.
   */
  int indentOfKey(int key) {
    int start = start(key);
    int indent = indent(start);
    int at = start + indent;
    while (at < key && text.charAt(at) == '-' && at + 1 < key) {
      at = TextChars.skipSpaces(text, at + 1);
    }
    return at == key ? key - start : indent;
  }

  /** Returns the start of the line with an index. */
  int start(int at) {
    int line = line(at);
    return line == 0 ? 0 : ends()[line - 1] + 1;
  }

  /** Returns whether a line has nothing but blanks. */
  private boolean isEmpty(int start) {
    int at = TextChars.skipSpaces(text, start);
    return at == text.length() || TextChars.isLineEnd(text.charAt(at));
  }

  /**
   * Returns the end of the lines from one on that are indented deeper than a key, or that are list
   * items at its indentation. Empty lines between them belong to them.
   */
  int endOfBlock(int start, int indent) {
    int block = start;
    int line = start;
    while (line < text.length()) {
      int own = indent(line);
      boolean item = own == indent && text.startsWith("- ", line + own);
      boolean empty = isEmpty(line);
      if (!empty && own <= indent && !item) {
        break;
      }
      int end = end(line);
      block = empty ? block : end;
      line = end == text.length() ? end : next(end);
    }
    return block;
  }
}
