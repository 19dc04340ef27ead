package io.tidings.event.store;

import java.time.Duration;

/**
 * How often followers look at the trail without being told to. Immutable.
 *
 * @param untold where the database does not tell of others' appends
 * @param told where it does
 */
record Pace(Duration untold, Duration told) {

  static final Pace USUAL = new Pace(Duration.ofMillis(100), Duration.ofMillis(500));
}
