package io.tidings.event.measure;

import io.tidings.event.DomainEvent;
import io.tidings.event.internal.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A time range that ends now. Its text is digits followed by {@code h} or {@code d}, such as {@code
 * 24h} or {@code 7d}; more than nine digits count as 999,999,999. Any other text means 24 hours and
 * is kept unchanged. Immutable and thread-safe.
 *
 * @param text the original text
 * @param length the length of the range
 * @contract MEA-12, MEA-13
 */
public record TimeWindow(String text, Duration length) {

  private static final Pattern FORM = Pattern.compile("0*+(\\d*+)([hd])");
  private static final int DEFAULT_HOURS = 24;
  private static final int MAX_DIGITS = 9;
  private static final long MAX_COUNT = 999_999_999;

  /** 24 hours, the usual window for errors. */
  public static final TimeWindow DAY = parse("24h");

  /** 7 days, the usual window for engagement. */
  public static final TimeWindow WEEK = parse("7d");

  /**
   * Creates a window.
   *
   * @throws IllegalArgumentException if the length is not positive
   */
  public TimeWindow {
    if (length.isZero() || length.isNegative()) {
      throw new IllegalArgumentException("length must be positive, but is " + length);
    }
  }

  /** Returns the window of a text; null is read as the empty text. Never fails. */
  public static TimeWindow parse(@Nullable String text) {
    String original = text == null ? "" : text;
    Matcher form = FORM.matcher(original.toLowerCase(Locale.ROOT));
    long count = form.matches() ? count(form.group(1)) : 0;
    if (count == 0) {
      return new TimeWindow(original, Duration.ofHours(DEFAULT_HOURS));
    }
    return new TimeWindow(
        original, form.group(2).equals("h") ? Duration.ofHours(count) : Duration.ofDays(count));
  }

  private static long count(String digits) {
    return digits.length() > MAX_DIGITS ? MAX_COUNT : digits.isEmpty() ? 0 : Long.parseLong(digits);
  }

  /** Returns the inclusive start of the window that ends at a time. */
  Instant since(Instant now) {
    Instant lowest = DomainEvent.MIN_TIMESTAMP;
    Instant since = Durations.before(now, length);
    return since.isBefore(lowest) ? lowest : since;
  }
}
