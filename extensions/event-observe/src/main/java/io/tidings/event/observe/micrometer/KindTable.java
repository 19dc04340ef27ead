package io.tidings.event.observe.micrometer;

import io.tidings.event.EventKind;
import io.tidings.event.EventType;
import io.tidings.event.observe.internal.KnownKinds;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Numbers of a bus by the kinds of its catalogue; all other kinds share one number, so that the
 * number of meters is bounded. Thread-safe: an element of the array is set without a lock, always
 * to the same object, whose fields are final.
 */
final class KindTable {

  private static final int TYPES = EventType.values().length;

  private final KnownKinds known;
  private final Function<String, KindCounts> counts;
  private final @Nullable KindCounts[] byType = new KindCounts[TYPES];
  private final Map<String, KindCounts> byId = new ConcurrentHashMap<>();

  /**
   * Creates a table.
   *
   * @param counts returns the numbers of a tag, the same ones at every call
   */
  KindTable(KnownKinds known, Function<String, KindCounts> counts) {
    this.known = known;
    this.counts = counts;
  }

  KindCounts of(EventKind kind) {
    if (kind instanceof EventType type) {
      KindCounts present = byType[type.ordinal()];
      return present != null ? present : first(type);
    }
    KindCounts present = byId.get(kind.id());
    return present != null ? present : first(kind.id());
  }

  private KindCounts first(EventType type) {
    KindCounts added = counts.apply(type.id());
    byType[type.ordinal()] = added;
    return added;
  }

  /** Remembers the kinds of the catalogue only. */
  private KindCounts first(String id) {
    return byId.computeIfAbsent(known.isKnown(id) ? id : KnownKinds.OTHER, counts);
  }
}
