package io.tidings.event.store;

import io.tidings.event.store.internal.Column;
import io.tidings.event.store.spi.Micros;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on events. Its values reach the database as parameters only. Immutable.
 *
 * @param sql the condition, with a question mark for each parameter
 * @param parameters texts and Longs
 */
record Condition(String sql, List<Object> parameters) {

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
}
