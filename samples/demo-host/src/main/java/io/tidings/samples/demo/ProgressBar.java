package io.tidings.samples.demo;

import java.util.Locale;

/** The text form of the progress of work. */
final class ProgressBar {

  private static final int WIDTH = 20;

  private ProgressBar() {}

  /** Returns a bar for a number of done files and their expected total. */
  static String of(long current, long total, long events) {
    long most = Math.max(1, Math.max(current, total));
    int filled = (int) (WIDTH * current / most);
    return String.format(
        Locale.ROOT,
        "[%s%s] %3d%%  %,d of %,d files, %,d events",
        "#".repeat(filled),
        ".".repeat(WIDTH - filled),
        100 * current / most,
        current,
        most,
        events);
  }
}
