package io.tidings.event.cli.text;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** The text of a progress in events. Stateless. */
final class EventProgress {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final int MINUTE = 60;
  private static final int HOUR = 3_600;

  private EventProgress() {}

  /**
   * Returns a line such as {@code exported 1,000 of 4,000 events (25 %), 500 a second, 6 s left}.
   *
   * @param verb the past participle of the action
   * @param nanos the time since the start
   */
  static String text(String verb, long done, long total, long nanos) {
    long all = Math.max(done, total);
    String text =
        String.format(
            Locale.ROOT,
            "%s %,d of %,d events (%d %%)",
            verb,
            done,
            all,
            all == 0 ? 100 : done * 100 / all);
    if (done == 0 || nanos < SECOND) {
      return text;
    }
    double rate = done * (double) SECOND / nanos;
    return text
        + String.format(Locale.ROOT, ", %,d a second, ", Math.round(rate))
        + span((long) Math.ceil((all - done) / rate))
        + " left";
  }

  private static String span(long seconds) {
    if (seconds < MINUTE) {
      return seconds + " s";
    }
    return seconds < HOUR
        ? seconds / MINUTE + " min " + seconds % MINUTE + " s"
        : seconds / HOUR + " h " + seconds % HOUR / MINUTE + " min";
  }
}
