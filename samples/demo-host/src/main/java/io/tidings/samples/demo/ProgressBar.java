package io.tidings.samples.demo;

import java.util.Locale;

/** The text form of the progress of work. */
final class ProgressBar {

  private static final int WIDTH = 20;

  private ProgressBar() {}

  /** Returns a bar for a number of done files and their expected total. */
  static String of(long done, long total, long events) {
    long most = Math.max(1, Math.max(done, total));
    int filled = (int) (WIDTH * done / most);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3d%%  %,d of %,d files, %,d events",
        "#".repeat(filled),
        ".".repeat(WIDTH - filled),
        100 * done / most,
        done,
        most,
        events);
  }
}
