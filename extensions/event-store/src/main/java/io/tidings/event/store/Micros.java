package io.tidings.event.store;

import io.tidings.event.DomainEvent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as the trail has them: microseconds since 1970. Stateless. */
final class Micros {

  private static final Instant LOWEST = DomainEvent.MIN_TIMESTAMP.minusSeconds(1);
  private static final Instant HIGHEST = DomainEvent.MAX_TIMESTAMP.plusSeconds(1);

  private static final long PER_SECOND = 1_000_000;
  private static final int NANOS = 1_000;

  private Micros() {}

  /** Returns the last microsecond that is not after a time; no time is far outside the years. */
  static long floor(Instant time) {
    Instant within = time.isBefore(LOWEST) ? LOWEST : time.isAfter(HIGHEST) ? HIGHEST : time;
    return within.getEpochSecond() * PER_SECOND + within.getNano() / NANOS;
  }

  /** Returns the first microsecond that is not before a time. */
  static long ceiling(Instant time) {
    return floor(time.isAfter(HIGHEST) ? HIGHEST : time.plusNanos(NANOS - 1));
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
