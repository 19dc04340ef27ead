package io.tidings.samples.demo.tools;

import java.nio.charset.StandardCharsets;

/**
 * A place where somebody has left something to do. Immutable.
 *
 * @param offset where it begins, in bytes
 * @param isOwned whether it names somebody
 */
public record Mark(int offset, boolean isOwned) {

  private static final int LONGEST = 80;

  /** Returns the number of its line, the first being 1. */
  public int line(byte[] content) {
    int line = 1;
    for (int i = 0; i < offset; i++) {
      line += content[i] == '\n' ? 1 : 0;
    }
    return line;
  }

  /** Returns the beginning of what is said from the mark to the end of the line. */
  public String text(byte[] content) {
    int end = offset;
    while (end < content.length && end < offset + LONGEST && content[end] != '\n') {
      end++;
    }
    return new String(content, offset, end - offset, StandardCharsets.UTF_8).strip();
  }
}
