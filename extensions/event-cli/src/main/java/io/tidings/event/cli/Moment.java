package io.tidings.event.cli;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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

  /** Returns the instant, relative to {@code now} if this is a duration. */
  Instant at(Instant now) {
    return ago != null ? now.minus(ago) : instant != null ? instant : now;
  }

  /** Parses a moment. */
  static final class Converter implements ITypeConverter<Moment> {

    @Override
    public Moment convert(String value) {
      Duration ago = TimeSpan.parse(value);
      if (ago != null) {
        return new Moment(ago, null);
      }
      try {
        return new Moment(
            null,
            value.length() == "2026-11-01".length()
                ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant()
                : Instant.parse(value));
      } catch (DateTimeException malformed) {
        throw new TypeConversionException(
            "'"
                + value
                + "' is not a time; write "
                + TimeSpan.FORMS
                + ", or 2026-11-01, or 2026-11-01T12:30:00Z");
      }
    }
  }
}
