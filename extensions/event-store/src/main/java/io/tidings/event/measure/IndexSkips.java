package io.tidings.event.measure;

/**
 * The values that a column of events has, each once: from one to the next through the index that
 * begins with the column and goes on with the project, so that it takes as many looks as there are
 * values, however many events. SQLite would do so for a {@code DISTINCT} too, PostgreSQL would read
 * the index as a whole. Stateless.
 */
final class IndexSkips {

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

  private IndexSkips() {}

  /** Returns what finds the values of a column, as {@code one}. */
  static String values(String column) {
    return VALUES.formatted(column) + " SELECT one FROM value WHERE one IS NOT NULL";
  }

  /** Returns what finds the pairs of a column's value and a project, as {@code one, project}. */
  static String pairs(String column) {
    return (VALUES + PAIRS).formatted(column);
  }
}
