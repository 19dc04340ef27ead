package io.tidings.event.cli.text;

import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;

/**
 * Writers to the standard streams of the process, in UTF-8. Their failures to write are thrown,
 * which {@link System#out} hides.
 */
public final class StandardStreams {

  private StandardStreams() {}

  /** Returns a new buffered writer to standard output. */
  public static Writer out() {
    return writer(FileDescriptor.out);
  }

  /** Returns a new buffered writer to standard error. */
  public static Writer err() {
    return writer(FileDescriptor.err);
  }

  private static Writer writer(FileDescriptor descriptor) {
    return new BufferedWriter(
        new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
  }
}
