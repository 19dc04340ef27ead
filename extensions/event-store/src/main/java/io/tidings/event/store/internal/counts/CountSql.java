package io.tidings.event.store.internal.counts;

import io.tidings.event.store.spi.TrailCounts.Dimension;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Statements that count events. Each reads one index in index order, so that neither database sorts
 * events; conditions on columns that must not select another index are written as expressions.
 * Stateless.
 */
final class CountSql {

  private static final String MEASURED = "(tool_name IS NOT NULL OR duration_ms IS NOT NULL)";

  private CountSql() {}

  /** Returns the column of a dimension. */
  static String column(Dimension dimension) {
    return switch (dimension) {
      case KIND -> "kind";
      case CATEGORY -> "category";
      case PROJECT -> "project_id";
      case WORKSPACE -> "workspace_id";
    };
  }

  /**
   * Counts the events of each series in each bucket, zeros included. The last bucket ends before
   * {@code end} and takes the remainder.
   */
  static Select buckets(
      Dimension by, CountScope scope, long from, long width, int buckets, long end) {
    List<Object> parameters = new ArrayList<>(List.of(from, width, (long) buckets));
    parameters.addAll(scope.projects());
    parameters.addAll(List.of(buckets - 1L, end, width));
    return new Select(
        """
        WITH RECURSIVE bucket(number, low) AS (
          SELECT 0, CAST(? AS BIGINT)
          UNION ALL
          SELECT number + 1, low + CAST(? AS BIGINT) FROM bucket
          WHERE number + 1 < CAST(? AS BIGINT)),
        series AS (%1$s)
        SELECT name, number, sum(events) FROM (
          SELECT series.name AS name, bucket.number AS number, (
            SELECT count(*) FROM event WHERE event.%2$s = series.name
            AND event.project_id = series.project AND event.timestamp >= bucket.low
            AND event.timestamp < CASE WHEN bucket.number = CAST(? AS BIGINT)
              THEN CAST(? AS BIGINT) ELSE bucket.low + CAST(? AS BIGINT) END) AS events
          FROM series CROSS JOIN bucket) AS counted
        GROUP BY name, number ORDER BY name, number\
        """
            .formatted(series(by, scope), column(by)),
        parameters);
  }

  /** Returns the pairs of value and project to count, without reading each event. */
  private static String series(Dimension by, CountScope scope) {
    String column = column(by);
    if (by == Dimension.PROJECT) {
      return "SELECT one AS name, one AS project FROM (%s) AS each"
          .formatted(scope.isPlatform() ? DistinctValues.sql(column) : scope.rows("one"));
    }
    return scope.isPlatform()
        ? "SELECT one AS name, project FROM (%s) AS each".formatted(DistinctValues.pairs(column))
        : "SELECT one AS name, project FROM (%s) AS each CROSS JOIN (%s) AS projects"
            .formatted(DistinctValues.sql(column), scope.rows("project"));
  }

  /** Counts each distinct duration per tool and kind, in ascending order. */
  static Select durations(CountScope scope, long from) {
    return new Select(
        "SELECT kind, tool_name, duration_ms, count(*) FROM event WHERE "
            + MEASURED
            + " AND duration_ms IS NOT NULL AND timestamp + 0 >= ?"
            + scope.condition("project_id || ''")
            + " GROUP BY kind, tool_name, duration_ms ORDER BY kind, tool_name, duration_ms",
        parameters(from, scope));
  }

  /** Counts failed and ended calls of each failing tool. */
  static Select failingTools(
      CountScope scope, String failed, String completed, long from, int limit) {
    return new Select(
        """
        SELECT tool_name, sum(failed), sum(ended) FROM (
          SELECT tool_name, CASE WHEN kind = ? THEN count(*) ELSE 0 END AS failed,
            count(*) AS ended FROM event
          WHERE %s AND kind IN (?, ?) AND tool_name IS NOT NULL AND timestamp + 0 >= ? %s
          GROUP BY kind, tool_name) AS counted
        GROUP BY tool_name HAVING sum(failed) > 0 ORDER BY 2 DESC, tool_name LIMIT ?\
        """
            .formatted(MEASURED, scope.condition("project_id || ''")),
        failures(failed, completed, scope, from, limit));
  }

  /** Counts failed and ended runs of each failing actor. */
  static Select failingActors(
      CountScope scope, String failed, String completed, long from, int limit) {
    return scope.isPlatform()
        ? platformFailingActors(failed, completed, from, limit)
        : projectFailingActors(scope, failed, completed, from, limit);
  }

  /** Reads the whole index, in its order. */
  private static Select platformFailingActors(
      String failed, String completed, long from, int limit) {
    return new Select(
        """
        SELECT actor_name, sum(failed), sum(ended) FROM (
          SELECT actor_name, sum(CASE WHEN kind = ? THEN 1 ELSE 0 END) AS failed,
            count(*) AS ended FROM event
          WHERE actor_name IS NOT NULL AND kind || '' IN (?, ?) AND timestamp + 0 >= ?
          GROUP BY actor_name, project_id) AS counted
        GROUP BY actor_name HAVING sum(failed) > 0 ORDER BY 2 DESC, actor_name LIMIT ?\
        """,
        failures(failed, completed, CountScope.PLATFORM, from, limit));
  }

  /** Reads, per actor, the index range of the projects and the time. */
  private static Select projectFailingActors(
      CountScope scope, String failed, String completed, long from, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(failed, failed, completed, from));
    parameters.addAll(scope.projects());
    parameters.addAll(List.of(failed, (long) limit));
    return new Select(
        """
        SELECT actors.one, sum(CASE WHEN event.kind = ? THEN 1 ELSE 0 END), count(*)
        FROM (%s) AS actors
        CROSS JOIN event
        WHERE event.actor_name = actors.one AND event.kind || '' IN (?, ?)
          AND event.timestamp >= ?%s
        GROUP BY actors.one
        HAVING sum(CASE WHEN event.kind = ? THEN 1 ELSE 0 END) > 0
        ORDER BY 2 DESC, 1 LIMIT ?\
        """
            .formatted(DistinctValues.sql("actor_name"), scope.condition("event.project_id")),
        parameters);
  }

  private static List<Object> failures(
      String failed, String completed, CountScope scope, long from, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(failed, failed, completed));
    parameters.addAll(parameters(from, scope));
    parameters.add((long) limit);
    return parameters;
  }

  /** Counts plans that ended, and those of them that completed. */
  static Select plans(
      CountScope scope, Collection<String> completed, Collection<String> ended, long from) {
    List<Object> parameters = new ArrayList<>(completed);
    parameters.addAll(ended);
    parameters.addAll(parameters(from, scope));
    return new Select(
        """
        SELECT count(*), coalesce(sum(done), 0) FROM (
          SELECT max(CASE WHEN kind IN (%s) THEN 1 ELSE 0 END) AS done FROM event
          WHERE kind IN (%s) AND coalesce(plan_id, '') <> '' AND timestamp >= ? %s
          GROUP BY project_id, plan_id) AS runs\
        """
            .formatted(Select.marks(completed), Select.marks(ended), scope.condition("project_id")),
        parameters);
  }

  /** Counts events by kind, the most frequent first. */
  static Select kinds(CountScope scope, Collection<String> kinds, long from) {
    return ofKinds(
        "SELECT kind, count(*)", scope, kinds, from, " GROUP BY kind ORDER BY count(*) DESC, kind");
  }

  /** Counts distinct sessions. */
  static Select sessions(CountScope scope, Collection<String> kinds, long from) {
    return ofKinds("SELECT count(DISTINCT session_id)", scope, kinds, from, "");
  }

  private static Select ofKinds(
      String select, CountScope scope, Collection<String> kinds, long from, String grouping) {
    List<Object> parameters = new ArrayList<>(kinds);
    parameters.addAll(parameters(from, scope));
    return new Select(
        select
            + " FROM event WHERE kind IN ("
            + Select.marks(kinds)
            + ") AND timestamp >= ?"
            + scope.condition("project_id")
            + grouping,
        parameters);
  }

  /** Returns the distinct workspaces of events of some kinds that name a plan. */
  static Select workspaces(CountScope scope, Collection<String> kinds) {
    List<Object> parameters = new ArrayList<>(kinds);
    parameters.addAll(scope.projects());
    return new Select(
        "SELECT DISTINCT workspace_id FROM event WHERE workspace_id IS NOT NULL AND kind IN (%s)"
                .formatted(Select.marks(kinds))
            + " AND coalesce(plan_id, '') <> ''"
            + scope.condition("project_id"),
        parameters);
  }

  private static List<Object> parameters(long from, CountScope scope) {
    List<Object> parameters = new ArrayList<>(List.of(from));
    parameters.addAll(scope.projects());
    return parameters;
  }
}
