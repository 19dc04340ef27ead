package io.tidings.event.meter;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The period of a meter: a day, a month, a year, or all time. A day requires its month and a month
 * its year; together they must be a calendar date. Immutable and thread-safe.
 *
 * @param year the year, 1 to 9999, or null for all time
 * @param month the month, 1 to 12, or null
 * @param day the day of the month, or null
 * @contract MET-21
 */
public record MeterPeriod(@Nullable Integer year, @Nullable Integer month, @Nullable Integer day) {

  private static final int LAST_YEAR = 9_999;

  /** All time: the count is never reset. */
  public static final MeterPeriod ALL_TIME = new MeterPeriod(null, null, null);

  /**
   * Creates a period.
   *
   * @throws IllegalArgumentException if a required part is missing or the date does not exist
   */
  public MeterPeriod {
    if ((month != null && year == null) || (day != null && month == null)) {
      throw new IllegalArgumentException(
          "a day needs its month and a month its year, but the parts are: year %s, month %s, day %s"
              .formatted(year, month, day));
    }
    if (year != null) {
      requireDate(year, month == null ? 1 : month, day == null ? 1 : day);
    }
  }

  private static void requireDate(int year, int month, int day) {
    if (year < 1 || year > LAST_YEAR) {
      throw new IllegalArgumentException("year must be 1 to " + LAST_YEAR + ", but is " + year);
    }
    try {
      LocalDate.of(year, month, day);
    } catch (DateTimeException none) {
      throw new IllegalArgumentException("not a calendar date: " + none.getMessage(), none);
    }
  }
}
