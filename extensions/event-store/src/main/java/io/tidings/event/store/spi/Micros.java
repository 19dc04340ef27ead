package io.tidings.event.store.spi;

import io.tidings.event.DomainEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Conversion between instants and the trail's column type for times: microseconds since 1970, UTC.
 * Stateless and thread-safe.
 */
public final class Micros {

  private static final Instant LOWEST = DomainEvent.MIN_TIMESTAMP.minusSeconds(1);
  private static final Instant HIGHEST = DomainEvent.MAX_TIMESTAMP.plusSeconds(1);

  private static final long PER_SECOND = 1_000_000;
  private static final int NANOS = 1_000;

  private Micros() {}

  /**
   * Returns the last microsecond that is not after {@code time}. A time outside the range of event
   * timestamps is first set to one second before or after that range.
   */
  public static long floor(Instant time) {
    Instant within = time.isBefore(LOWEST) ? LOWEST : time.isAfter(HIGHEST) ? HIGHEST : time;
    return within.getEpochSecond() * PER_SECOND + within.getNano() / NANOS;
  }

  /**
   * Returns the first microsecond that is not before {@code time}, within the same bounds as {@link
   * #floor}.
   */
  public static long ceiling(Instant time) {
    return floor(time.isAfter(HIGHEST) ? HIGHEST : time.plusNanos(NANOS - 1));
  }

  /** Returns the instant of a column value. */
  public static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
