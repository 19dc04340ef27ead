package io.tidings.event.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A point in time on the command line: {@code 2h} for two hours ago, a date, or an instant.
 *
 * @param ago the duration before now, or null
 * @param instant the instant, or null
 */
record Moment(@Nullable Duration ago, @Nullable Instant instant) {

  private static final Pattern AGO = Pattern.compile("(\\d{1,9})([smhdw])");

  private static final Map<String, Duration> UNITS =
      Map.of(
          "s", Duration.ofSeconds(1),
          "m", Duration.ofMinutes(1),
          "h", Duration.ofHours(1),
          "d", Duration.ofDays(1),
          "w", Duration.ofDays(7));

  /** Returns the instant, relative to {@code now} if this is a duration. */
  Instant at(Instant now) {
    return ago != null ? now.minus(ago) : instant != null ? instant : now;
  }

  /** Parses a moment. */
  static final class Converter implements ITypeConverter<Moment> {

    @Override
    public Moment convert(String value) {
      Matcher ago = AGO.matcher(value);
      if (ago.matches()) {
        Duration unit = UNITS.getOrDefault(ago.group(2), Duration.ZERO);
        return new Moment(unit.multipliedBy(Long.parseLong(ago.group(1))), null);
      }
      try {
        return new Moment(
            null,
            value.length() == "2026-11-01".length()
                ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                : Instant.parse(value));
      } catch (DateTimeException malformed) {
        throw new TypeConversionException(
            "'" + value + "' is not a time; write 2h, 30m, 7d, 2026-11-01 or 2026-11-01T12:30:00Z");
      }
    }
  }
}
