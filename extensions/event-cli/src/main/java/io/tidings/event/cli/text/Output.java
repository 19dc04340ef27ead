package io.tidings.event.cli.text;

import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of lines, each written at once. After the first failure to write, nothing more is
 * written. Confined to one thread.
 */
public final class Output {

  private static final String ERASE = "\r\033[K";

  private final Writer writer;
  private boolean hasProgress;
  private @Nullable IOException failure;

  /** Creates an output to {@code writer}, which stays open. */
  public Output(Writer writer) {
    this.writer = writer;
  }

  /** Writes a line; controls and separators in the text are escaped as {@link Line} describes. */
  public void line(String text) {
    line(Line.of(text));
  }

  /** Writes a line. */
  public void line(Line line) {
    write((hasProgress ? ERASE : "") + line + "\n");
    hasProgress = false;
  }

  /** Writes a line that the next one replaces; for terminals. */
  public void progress(String text) {
    write(ERASE + Line.of(text));
    hasProgress = true;
  }

  /** Removes a progress line. */
  public void endProgress() {
    if (hasProgress) {
      write(ERASE);
      hasProgress = false;
    }
  }

  /** Returns whether a write has failed; later writes are ignored. */
  public boolean hasFailed() {
    return failure != null;
  }

  /**
   * Ends the output.
   *
   * @throws IOException if a write has failed, unless the reader has closed the pipe
   */
  public void end() throws IOException {
    if (failure != null && !isClosedPipe(failure)) {
      throw new IOException("cannot write the output: " + ErrorMessages.reason(failure), failure);
    }
  }

  /**
   * Returns whether the reader has closed the pipe. Java has no exception type for it, so the
   * message of the operating system decides.
   */
  private static boolean isClosedPipe(IOException failure) {
    String message = failure.getMessage();
    return message != null && message.toLowerCase(Locale.ROOT).contains("pipe");
  }

  private void write(String text) {
    if (failure != null) {
      return;
    }
    try {
      writer.write(text);
      writer.flush();
    } catch (IOException broken) {
      failure = broken;
    }
  }
}
