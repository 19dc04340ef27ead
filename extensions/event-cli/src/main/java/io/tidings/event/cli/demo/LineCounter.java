package io.tidings.event.cli.demo;

import java.io.IOException;

/** Counts lines: each ends with a line feed, and what follows the last one is a line too. */
final class LineCounter implements Tool<LineCount> {

  @Override
  public String name() {
    return "line_counter";
  }

  @Override
  public LineCount run(TextFile file) throws IOException {
    Count count = new Count();
    file.read(count);
    return new LineCount(count.ended ? count.feeds : count.feeds + 1);
  }

  private static final class Count implements TextFile.Reader {

    private long feeds;
    private boolean ended = true;

    @Override
    public void take(byte[] bytes, int count) {
      for (int i = 0; i < count; i++) {
        if (bytes[i] == '\n') {
          feeds++;
        }
      }
      ended = bytes[count - 1] == '\n';
    }
  }
}
