package io.tidings.event.cli;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A number with a unit of time on the command line, such as {@code 30m}. Stateless. */
final class TimeSpan {

  /** The accepted forms, for error messages. */
  static final String FORMS = "a number with s, m, h, d or w, such as 30m or 7d";

  private static final Pattern FORM = Pattern.compile("(\\d{1,9})([smhdw])");

  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1),
          "w", Duration.ofDays(7));

  private TimeSpan() {}

  /** Returns the duration of a text, or null if the text has another form. */
  static @Nullable Duration parse(String text) {
    Matcher form = FORM.matcher(text);
    return form.matches()
        ? UNITS
            .getOrDefault(form.group(2), Duration.ZERO)
            .multipliedBy(Long.parseLong(form.group(1)))
        : null;
  }
}
