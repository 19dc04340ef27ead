package io.tidings.event.store;

import io.tidings.event.EventKind;
import io.tidings.event.EventType;
import io.tidings.event.store.internal.EventIds;
import io.tidings.event.store.internal.query.Condition;
import io.tidings.event.store.internal.query.Condition.Field;
import io.tidings.event.store.spi.Micros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Conditions from the arguments of a query. Stateless. */
final class Conditions {

  private static final List<Object> CATALOGUE =
      Arrays.stream(EventType.values())
          .filter(type -> type != EventType.UNKNOWN)
          .<Object>map(EventType::id)
          .toList();

  private Conditions() {}

  /** Returns the condition on a time from which on events match, or before which they do. */
  static Condition from(Field field, Instant time) {
    return Condition.of(field, Micros.ceiling(time));
  }

  /** Returns the condition on a time after which events match, or until which they do. */
  static Condition past(Field field, Instant time) {
    return Condition.of(field, Micros.floor(time));
  }

  /** Returns the condition for an event and its effects, of {@code project} unless that is null. */
  static Condition causalTree(String eventId, @Nullable String project) {
    return project == null
        ? Condition.of(Field.CAUSAL_TREE, eventId)
        : new Condition(Field.CAUSAL_TREE, List.of(eventId, project));
  }

  /**
   * Returns the condition for any of several kinds; {@link EventType#UNKNOWN} matches all outside
   * the catalogue.
   */
  static Condition kinds(List<EventKind> kinds) {
    if (kinds.isEmpty()) {
      throw new IllegalArgumentException("kinds must not be empty; leave the condition out");
    }
    List<Object> ids = new ArrayList<>();
    kinds.forEach(kind -> ids.add(EventIds.require(kind.id(), "kinds")));
    if (!ids.contains(EventType.UNKNOWN.id())) {
      return new Condition(Field.KINDS, ids);
    }
    ids.add("");
    ids.addAll(CATALOGUE);
    return new Condition(Field.KINDS_OR_OTHERS, ids);
  }

  /**
   * Returns the condition for kinds with a prefix, as a range: ids are visible ASCII, so none sorts
   * after the prefix followed by DEL.
   */
  static Condition kindPrefix(String prefix) {
    return new Condition(Field.KIND_RANGE, List.of(prefix, prefix + '\u007f'));
  }
}
