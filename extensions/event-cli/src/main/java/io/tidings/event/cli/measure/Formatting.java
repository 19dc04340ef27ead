package io.tidings.event.cli.measure;

import io.tidings.event.cli.text.DisplayText;
import io.tidings.event.json.DomainEventJson;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Text forms of numbers, times and names. Stateless. */
final class Formatting {

  private static final double PERCENT = 100;
  private static final int MINUTE = "2026-11-21T12:00".length();

  private Formatting() {}

  static String count(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * PERCENT);
  }

  static String millis(long millis) {
    return count(millis) + " ms";
  }

  /** Returns a duration rounded to the second, such as {@code 2 min 30 s}. */
  static String length(Duration length) {
    Duration rounded = Duration.ofSeconds(Math.round(length.toMillis() / 1e3));
    String text =
        part(rounded.toHours(), " h ")
            + part(rounded.toMinutesPart(), " min ")
            + part(rounded.toSecondsPart(), " s");
    return text.isEmpty() ? "less than 1 s" : text.strip();
  }

  private static String part(long number, String unit) {
    return number == 0 ? "" : count(number) + unit;
  }

  /** Returns a time to the minute. */
  static String minute(Instant time) {
    return DomainEventJson.timestamp(time).substring(0, MINUTE).replace('T', ' ') + " UTC";
  }

  /** Returns a name in display form; an empty one as {@code (none)}. */
  static String name(String name) {
    return name.isEmpty() ? "(none)" : DisplayText.shortened(name);
  }

  /** Returns a limit, or {@code no limit} for null. */
  static String limit(@Nullable Long limit) {
    return limit == null ? "no limit" : count(limit);
  }
}
