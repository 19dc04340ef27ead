package io.tidings.event.store;

import io.tidings.event.EventKind;
import io.tidings.event.EventType;
import io.tidings.event.store.internal.EventIds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Factory of conditions on the kind of events. Stateless. */
final class KindConditions {

  private static final List<Object> CATALOGUE =
      Arrays.stream(EventType.values())
          .filter(type -> type != EventType.UNKNOWN)
          .<Object>map(EventType::id)
          .toList();

  private KindConditions() {}

  /**
   * Returns the condition for kinds; {@link EventType#UNKNOWN} matches all outside the catalogue.
   */
  static Condition anyOf(List<EventKind> kinds) {
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("kinds must not be empty; leave the condition out");
    }
    List<Object> ids = new ArrayList<>();
    kinds.forEach(kind -> ids.add(EventIds.require(kind.id(), "kinds")));
    String oneOf = "kind IN (" + marks(ids.size()) + ")";
    if (!ids.contains(EventType.UNKNOWN.id())) {
      return new Condition(oneOf, ids);
    }
    ids.addAll(CATALOGUE);
    return new Condition("(" + oneOf + " OR kind NOT IN (" + marks(CATALOGUE.size()) + "))", ids);
  }

  /** Returns a range: ids are visible ASCII, so none sorts after the prefix followed by DEL. */
  static Condition prefix(String prefix) {
    return new Condition("kind >= ? AND kind < ?", List.of(prefix, prefix + '\u007f'));
  }

  private static String marks(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }
}
