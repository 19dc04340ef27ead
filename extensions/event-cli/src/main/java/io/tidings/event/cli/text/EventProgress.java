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
   * Returns a line such as {@code exported events: 1,000 of 4,000 (25 %), 500 a second, 6 s left}.
   *
   * @param name the name of the action
   * @param before the number that was done before the start
   * @param nanos the time since the start
   */
  static String text(String name, long before, long done, long total, long nanos) {
    long all = Math.max(done, total);
    String text =
        String.format(
            Locale.ROOT,
            "%s: %,d of %,d (%d %%)",
            name,
            done,
            all,
            all == 0 ? 100 : (long) (100.0 * done / all));
    if (done <= before || nanos < SECOND) {
      return text;
    }
    double rate = (done - before) * (double) SECOND / nanos;
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
