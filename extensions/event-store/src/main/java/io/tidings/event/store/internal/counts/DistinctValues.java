package io.tidings.event.store.internal.counts;

/**
 * Queries for the distinct values of an indexed column. They jump from one value to the next
 * through the index that begins with the column and continues with the project: one look-up per
 * value, however many events. SQLite does so for a {@code DISTINCT} too; PostgreSQL would read the
 * whole index. Stateless.
 */
final class DistinctValues {

  private static final String VALUES =
      """
      WITH RECURSIVE value(one) AS (
        SELECT min(%1$s) FROM event WHERE %1$s IS NOT NULL
        UNION ALL
        SELECT (SELECT min(%1$s) FROM event WHERE %1$s > value.one)
        FROM value WHERE value.one IS NOT NULL)\
      """;

  private static final String PAIRS =
      """
      , pair(one, project) AS (
        SELECT one, (SELECT min(project_id) FROM event WHERE %1$s = value.one)
        FROM value WHERE one IS NOT NULL
        UNION ALL
        SELECT one, (SELECT min(project_id) FROM event
          WHERE %1$s = pair.one AND project_id > pair.project)
        FROM pair WHERE pair.project IS NOT NULL)
      SELECT one, project FROM pair WHERE project IS NOT NULL\
      """;

  private DistinctValues() {}

  /** Returns the query of a column's values, as {@code one}. */
  static String sql(String column) {
    return VALUES.formatted(column) + " SELECT one FROM value WHERE one IS NOT NULL";
  }

  /** Returns the query of the pairs of a column's value and a project, as {@code one, project}. */
  static String pairs(String column) {
    return (VALUES + PAIRS).formatted(column);
  }
}
