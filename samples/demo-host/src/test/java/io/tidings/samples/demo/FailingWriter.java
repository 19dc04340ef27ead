package io.tidings.samples.demo;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** A writer that accepts a number of writes and then fails. */
final class FailingWriter extends Writer {

  private final StringWriter taken = new StringWriter();
  private final int takes;
  private final @Nullable String message;
  private int tries;

  FailingWriter(int takes, @Nullable String message) {
    this.takes = takes;
    this.message = message;
  }

  /** Returns how many writes there were, with those that failed. */
  int tries() {
    return tries;
  }

  @Override
  public void write(char[] text, int from, int count) throws IOException {
    if (++tries > takes) {
      throw new IOException(message);
    }
    taken.write(text, from, count);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}

  @Override
  public String toString() {
    return taken.toString();
  }
}
