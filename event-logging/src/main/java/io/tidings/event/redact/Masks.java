package io.tidings.event.redact;

import java.util.Arrays;

/** Parts of one text to mask, collected in any order; parts may overlap. Confined to one scan. */
final class Masks {

  /** Start and end of each part, in the upper and the lower half. */
  private long[] parts = new long[4];

  private int size;

  /** Adds a part, unless it is empty or starts before the text. */
  void add(int start, int end) {
    if (start < 0 || start >= end) {
      return;
    }
    if (size == parts.length) {
      parts = Arrays.copyOf(parts, 2 * size);
    }
    parts[size++] = ((long) start << Integer.SIZE) | end;
  }

  /** Returns a text with every part replaced by the mask, overlapping and adjacent ones by one. */
  String applied(String text) {
    if (size == 0) {
      return text;
    }
    Arrays.sort(parts, 0, size);
    StringBuilder output = new StringBuilder(text.length());
    int copied = 0;
    for (int i = 0; i < size; ) {
      int start = start(i);
      int end = end(i);
      for (i++; i < size && start(i) <= end; i++) {
        end = Math.max(end, end(i));
      }
      output.append(text, copied, start).append(Redactor.MASK);
      copied = end;
    }
    return output.append(text, copied, text.length()).toString();
  }

  private int start(int i) {
    return (int) (parts[i] >>> Integer.SIZE);
  }

  private int end(int i) {
    return (int) parts[i];
  }
}
