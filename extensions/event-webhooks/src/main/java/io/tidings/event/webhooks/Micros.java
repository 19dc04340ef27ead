package io.tidings.event.webhooks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as microseconds since 1970. Stateless. */
final class Micros {

  private static final int PER_SECOND = 1_000_000;
  private static final int NANOS = 1_000;

  private Micros() {}

  static long of(Instant time) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, time);
  }

  static Instant instant(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, PER_SECOND), Math.floorMod(micros, PER_SECOND) * (long) NANOS);
  }
}
