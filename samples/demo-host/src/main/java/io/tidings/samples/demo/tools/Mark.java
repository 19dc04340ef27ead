package io.tidings.samples.demo.tools;

import java.nio.charset.StandardCharsets;

/**
 * A TODO or FIXME mark. Immutable.
 *
 * @param offset the position of its first byte
 * @param isOwned whether it names an owner
 */
public record Mark(int offset, boolean isOwned) {

  private static final int LONGEST = 80;

  /** Returns the line number, from 1. */
  public int line(byte[] content) {
    int line = 1;
    for (int i = 0; i < offset; i++) {
      line += content[i] == '\n' ? 1 : 0;
    }
    return line;
  }

  /** Returns the text from the mark to the end of the line, cut at {@value #LONGEST} bytes. */
  public String text(byte[] content) {
    int end = offset;
    while (end < content.length && end < offset + LONGEST && content[end] != '\n') {
      end++;
    }
    return new String(content, offset, end - offset, StandardCharsets.UTF_8).strip();
  }
}
