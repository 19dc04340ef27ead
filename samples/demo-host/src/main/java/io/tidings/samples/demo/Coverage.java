package io.tidings.samples.demo;

import io.tidings.event.EventType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * The types of the catalogue that a run emitted. Immutable.
 *
 * @param emitted the emitted types
 * @param missing the types that this host can emit and did not
 */
record Coverage(Set<EventType> emitted, Set<EventType> missing) {

  /**
   * The types that this host cannot emit: {@code unknown}, which has no emitter, and that of
   * webhooks.
   */
  static final Set<EventType> NOT_EMITTED_HERE =
      Collections.unmodifiableSet(
          EnumSet.of(EventType.UNKNOWN, EventType.WEBHOOKS_SUBSCRIPTIONS_TESTED));

  static Coverage of(Tally tally) {
    Set<EventType> emitted = tally.types();
    emitted.removeAll(NOT_EMITTED_HERE);
    Set<EventType> missing = EnumSet.complementOf(EnumSet.copyOf(NOT_EMITTED_HERE));
    missing.removeAll(emitted);
    return new Coverage(emitted, missing);
  }

  int possible() {
    return emitted.size() + missing.size();
  }

  int catalogue() {
    return possible() + NOT_EMITTED_HERE.size();
  }
}
