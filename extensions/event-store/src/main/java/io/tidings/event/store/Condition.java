package io.tidings.event.store;

import io.tidings.event.EventKind;
import io.tidings.event.EventType;
import io.tidings.event.store.internal.Column;
import io.tidings.event.store.internal.EventIds;
import io.tidings.event.store.spi.Micros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on events. Its values reach the database as parameters only. Immutable.
 *
 * @param sql the condition, with a question mark for each parameter
 * @param parameters texts and Longs
 */
record Condition(String sql, List<Object> parameters) {

  private static final List<Object> CATALOGUE =
      Arrays.stream(EventType.values())
          .filter(type -> type != EventType.UNKNOWN)
          .<Object>map(EventType::id)
          .toList();

  Condition {
    parameters = List.copyOf(parameters);
  }

  static Condition equal(Column column, String value) {
    return new Condition(column + " = ?", List.of(value));
  }

  static Condition since(Column column, Instant time) {
    return new Condition(column + " >= ?", List.of(Micros.ceiling(time)));
  }

  static Condition before(Column column, Instant time) {
    return new Condition(column + " < ?", List.of(Micros.ceiling(time)));
  }

  static Condition after(Column column, Instant time) {
    return new Condition(column + " > ?", List.of(Micros.floor(time)));
  }

  static Condition until(Column column, Instant time) {
    return new Condition(column + " <= ?", List.of(Micros.floor(time)));
  }

  /**
   * Returns the condition for an event and its effects, of {@code project} unless that is null.
   * UNION rather than UNION ALL: events with ids assigned by a host may form a cycle.
   */
  static Condition causalTree(String eventId, @Nullable String project) {
    String sql =
        """
        event_id IN (
          WITH RECURSIVE tree(id) AS (
            SELECT root.event_id FROM event root WHERE root.event_id = ? %1$s
            UNION
            SELECT effect.event_id FROM tree
            JOIN event effect ON effect.causation_id = tree.id %2$s)
          SELECT id FROM tree)\
        """;
    return project == null
        ? new Condition(sql.formatted("", ""), List.of(eventId))
        : new Condition(
            sql.formatted("AND root.project_id = ?", "AND effect.project_id = ?"),
            List.of(eventId, project, project));
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
    String oneOf = "kind IN (" + marks(ids.size()) + ")";
    if (!ids.contains(EventType.UNKNOWN.id())) {
      return new Condition(oneOf, ids);
    }
    ids.addAll(CATALOGUE);
    return new Condition("(" + oneOf + " OR kind NOT IN (" + marks(CATALOGUE.size()) + "))", ids);
  }

  /**
   * Returns the condition for kinds with a prefix, as a range: ids are visible ASCII, so none sorts
   * after the prefix followed by DEL.
   */
  static Condition kindPrefix(String prefix) {
    return new Condition("kind >= ? AND kind < ?", List.of(prefix, prefix + '\u007f'));
  }

  private static String marks(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }
}
