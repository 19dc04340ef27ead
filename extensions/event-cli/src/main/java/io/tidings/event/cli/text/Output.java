package io.tidings.event.cli.text;

import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where the lines go, each at once. After the first failure to write, nothing more is written.
 * Confined to one thread.
 */
public final class Output {

  private static final String ERASE = "\r\033[K";

  private final Writer writer;
  private boolean progressShown;
  private @Nullable IOException failure;

  /** Creates an output to {@code writer}, which stays open. */
  public Output(Writer writer) {
    this.writer = writer;
  }

  /** Writes a line. */
  public void line(String text) {
    write((progressShown ? ERASE : "") + text + "\n");
    progressShown = false;
  }

  /** Writes a line that the next one takes the place of; for terminals. */
  public void progress(String text) {
    write(ERASE + text);
    progressShown = true;
  }

  /** Takes a progress line away. */
  public void endProgress() {
    if (progressShown) {
      write(ERASE);
      progressShown = false;
    }
  }

  /** Tells whether nothing more can be written. */
  public boolean isGone() {
    return failure != null;
  }

  /**
   * Ends the output.
   *
   * @throws IOException if it could not be written, unless the reader has merely had enough and
   *     closed the pipe
   */
  public void end() throws IOException {
    if (failure != null && !isClosedPipe(failure)) {
      throw new IOException("cannot write the output: " + ErrorMessages.reason(failure), failure);
    }
  }

  /** Java has no exception of its own for it; the words are the operating system's. */
  private static boolean isClosedPipe(IOException failure) {
    String told = failure.getMessage();
    return told != null && told.toLowerCase(Locale.ROOT).contains("pipe");
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
