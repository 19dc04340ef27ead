package io.tidings.samples.demo;

import io.tidings.event.EventType;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * Which types of the catalogue were emitted. Two of them cannot be here: {@code unknown}, which
 * nobody emits, and that of webhooks, which this host has not (AG-01, AG-02). Immutable.
 *
 * @param emitted those that were
 * @param missing those that were not, though they can be
 */
record Coverage(Set<EventType> emitted, Set<EventType> missing) {

  /** Those that cannot be. */
  static final Set<EventType> NOT_HERE =
      Collections.unmodifiableSet(
          EnumSet.of(EventType.UNKNOWN, EventType.WEBHOOKS_SUBSCRIPTIONS_TESTED));

  static Coverage of(Tally tally) {
    Set<EventType> emitted = tally.types();
    emitted.removeAll(NOT_HERE);
    Set<EventType> missing = EnumSet.complementOf(EnumSet.copyOf(NOT_HERE));
    missing.removeAll(emitted);
    return new Coverage(emitted, missing);
  }

  int possible() {
    return emitted.size() + missing.size();
  }

  int catalogue() {
    return possible() + NOT_HERE.size();
  }
}
