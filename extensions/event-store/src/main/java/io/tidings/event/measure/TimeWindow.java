package io.tidings.event.measure;

import io.tidings.event.DomainEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How far back a measurement looks: digits and {@code h} or {@code d}, as in {@code 24h} and {@code
 * 7d}; a number of more than nine digits is the greatest of nine. Whatever else is given means 24
 * hours (MEA-12); the text is kept as it was given. Immutable and thread-safe.
 *
 * @param text the text as it was given
 * @param length how far back that is
 */
public record TimeWindow(String text, Duration length) {

  private static final Pattern FORM = Pattern.compile("0*+(\\d*+)([hd])");
  private static final int DEFAULT_HOURS = 24;
  private static final int MOST_DIGITS = 9;
  private static final long MOST = 999_999_999;

  /** 24 hours, the window of errors. */
  public static final TimeWindow DAY = parse("24h");

  /** 7 days, the window of engagement. */
  public static final TimeWindow WEEK = parse("7d");

  /**
   * Creates a window.
   *
   * @throws IllegalArgumentException if it has no length
   */
  public TimeWindow {
    if (length.isZero() || length.isNegative()) {
      throw new IllegalArgumentException("length must be more than zero, but is " + length);
    }
  }

  /** Reads a window; null is the empty text. */
  public static TimeWindow parse(@Nullable String text) {
    String given = text == null ? "" : text;
    Matcher form = FORM.matcher(given.toLowerCase(Locale.ROOT));
    long count = form.matches() ? count(form.group(1)) : 0;
    if (count == 0) {
      return new TimeWindow(given, Duration.ofHours(DEFAULT_HOURS));
    }
    return new TimeWindow(
        given, form.group(2).equals("h") ? Duration.ofHours(count) : Duration.ofDays(count));
  }

  private static long count(String digits) {
    return digits.length() > MOST_DIGITS ? MOST : digits.isEmpty() ? 0 : Long.parseLong(digits);
  }

  /** Returns when the window begins, if it ends at a time; what happened then is within. */
  Instant since(Instant now) {
    Instant lowest = DomainEvent.MIN_TIMESTAMP;
    return now.isBefore(lowest.plus(length)) ? lowest : now.minus(length);
  }
}
