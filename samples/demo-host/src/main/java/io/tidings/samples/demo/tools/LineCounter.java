package io.tidings.samples.demo.tools;

import io.tidings.event.services.tool.Tool;

/** A line counter. A line ends with a line feed; text after the last line feed is a line, too. */
public final class LineCounter implements Tool<byte[], Long> {

  /** The name of this tool. */
  public static final String NAME = "line_counter";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Long call(byte[] content) {
    long lines = 0;
    for (byte b : content) {
      lines += b == '\n' ? 1 : 0;
    }
    return content.length == 0 || content[content.length - 1] == '\n' ? lines : lines + 1;
  }
}
