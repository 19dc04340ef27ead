package io.tidings.event.webhooks.internal.tables;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Conversion of times to and from microseconds since 1970. Stateless. */
public final class Micros {

  private static final int PER_SECOND = 1_000_000;
  private static final int NANOS = 1_000;

  private Micros() {}

  /** Returns the microseconds since 1970, rounded down. */
  public static long of(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  /** Returns the time of a number of microseconds since 1970. */
  public static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * (long) NANOS);
  }
}
