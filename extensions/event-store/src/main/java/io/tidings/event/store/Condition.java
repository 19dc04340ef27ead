package io.tidings.event.store;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition on events: SQL written here, and values that go to the database as parameters only.
 * Immutable.
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
   * The event with an id and all below it, each of {@code project} unless that is null. UNION and
   * not UNION ALL: events whose ids were given by hand may cause each other.
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
