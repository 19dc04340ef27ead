package io.tidings.event.measure;

import io.tidings.event.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The statements that count events. Each is answered out of one index, in the order of that index,
 * so that neither database sorts what it counts; conditions on columns that are not to choose
 * another index are written as expressions. Stateless.
 */
final class CountSql {

  private static final String MEASURED = "(tool_name IS NOT NULL OR duration_ms IS NOT NULL)";

  private CountSql() {}

  /**
   * Counts events of each series in each bucket, also where there are none. The last one ends
   * before {@code end}, whatever its width.
   */
  static Select overTime(
      Counts.By by, @Nullable String project, long from, long width, int buckets, long end) {
    String column = by.column;
    List<Object> parameters = new ArrayList<>(List.of(from, width, (long) buckets));
    if (project != null) {
      parameters.add(project);
    }
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
            .formatted(series(by, project), column),
        parameters);
  }

  /** The series there are, without a look at each event. */
  private static String series(Counts.By by, @Nullable String project) {
    if (by == Counts.By.PROJECT) {
      return project != null
          ? "SELECT one AS name, one AS project FROM (SELECT CAST(? AS TEXT) AS one) AS own"
          : "SELECT one AS name, one AS project FROM (%s) AS each"
              .formatted(IndexSkips.values("project_id"));
    }
    return project != null
        ? "SELECT one AS name, CAST(? AS TEXT) AS project FROM (%s) AS each"
            .formatted(IndexSkips.values(by.column))
        : "SELECT one AS name, project FROM (%s) AS each".formatted(IndexSkips.pairs(by.column));
  }

  /** Counts each duration of each tool and kind, in order. */
  static Select durations(@Nullable String project, long from) {
    return new Select(
        "SELECT kind, tool_name, duration_ms, count(*) FROM event WHERE "
            + MEASURED
            + " AND duration_ms IS NOT NULL AND timestamp + 0 >= ?"
            + (project == null ? "" : " AND project_id || '' = ?")
            + " GROUP BY kind, tool_name, duration_ms ORDER BY kind, tool_name, duration_ms",
        parameters(from, project));
  }

  /** Counts how often tools failed, and how often they ended. */
  static Select failingTools(@Nullable String project, long from, int limit) {
    return new Select(
        """
        SELECT tool_name, sum(failed), sum(ended) FROM (
          SELECT tool_name, CASE WHEN kind = ? THEN count(*) ELSE 0 END AS failed,
            count(*) AS ended FROM event
          WHERE %s AND kind IN (?, ?) AND tool_name IS NOT NULL AND timestamp + 0 >= ? %s
          GROUP BY kind, tool_name) AS counted
        GROUP BY tool_name HAVING sum(failed) > 0 ORDER BY 2 DESC, tool_name LIMIT ?\
        """
            .formatted(MEASURED, project == null ? "" : "AND project_id || '' = ?"),
        failures(EventType.TOOL_ERRORED, EventType.TOOL_COMPLETED, project, from, limit));
  }

  /** Counts how often actors failed, and how often they ended. */
  static Select failingActors(@Nullable String project, long from, int limit) {
    return project == null
        ? failingActorsOfAll(from, limit)
        : failingActorsOf(project, from, limit);
  }

  /** All of the index is read, in its order. */
  private static Select failingActorsOfAll(long from, int limit) {
    return new Select(
        """
        SELECT actor_name, sum(failed), sum(ended) FROM (
          SELECT actor_name, sum(CASE WHEN kind = ? THEN 1 ELSE 0 END) AS failed,
            count(*) AS ended FROM event
          WHERE actor_name IS NOT NULL AND kind || '' IN (?, ?) AND timestamp + 0 >= ?
          GROUP BY actor_name, project_id) AS counted
        GROUP BY actor_name HAVING sum(failed) > 0 ORDER BY 2 DESC, actor_name LIMIT ?\
        """,
        failures(EventType.ACTOR_ERRORED, EventType.ACTOR_COMPLETED, null, from, limit));
  }

  /** Of each actor there is, the part of the index that is the project's in the window is read. */
  private static Select failingActorsOf(String project, long from, int limit) {
    return new Select(
        """
        SELECT actors.one, sum(CASE WHEN event.kind = ? THEN 1 ELSE 0 END), count(*)
        FROM (%s) AS actors
        CROSS JOIN event
        WHERE event.actor_name = actors.one AND event.kind || '' IN (?, ?)
          AND event.timestamp >= ? AND event.project_id = ?
        GROUP BY actors.one
        HAVING sum(CASE WHEN event.kind = ? THEN 1 ELSE 0 END) > 0
        ORDER BY 2 DESC, 1 LIMIT ?\
        """
            .formatted(IndexSkips.values("actor_name")),
        List.of(
            EventType.ACTOR_ERRORED.id(),
            EventType.ACTOR_ERRORED.id(),
            EventType.ACTOR_COMPLETED.id(),
            from,
            project,
            EventType.ACTOR_ERRORED.id(),
            (long) limit));
  }

  private static List<Object> failures(
      EventType failed, EventType done, @Nullable String project, long from, int limit) {
    List<Object> parameters = new ArrayList<>(List.of(failed.id(), failed.id(), done.id()));
    parameters.addAll(parameters(from, project));
    parameters.add((long) limit);
    return parameters;
  }

  /** Counts the runs that ended, and those of them that were completed. */
  static Select runs(@Nullable String project, long from) {
    List<String> completed = RunState.COMPLETED.kinds();
    List<String> ends =
        Stream.of(RunState.values())
            .filter(RunState.ENDS::contains)
            .flatMap(state -> state.kinds().stream())
            .toList();
    List<Object> parameters = new ArrayList<>(completed);
    parameters.addAll(ends);
    parameters.addAll(parameters(from, project));
    return new Select(
        """
        SELECT count(*), coalesce(sum(done), 0) FROM (
          SELECT max(CASE WHEN kind IN (%s) THEN 1 ELSE 0 END) AS done FROM event
          WHERE kind IN (%s) AND coalesce(plan_id, '') <> '' AND timestamp >= ? %s
          GROUP BY project_id, plan_id) AS runs\
        """
            .formatted(
                Select.marks(completed),
                Select.marks(ends),
                project == null ? "" : "AND project_id = ?"),
        parameters);
  }

  /** Counts the events of some kinds. */
  static Select kinds(@Nullable String project, long from, List<String> kinds) {
    List<Object> parameters = new ArrayList<>(kinds);
    parameters.addAll(parameters(from, project));
    return new Select(
        "SELECT kind, count(*) FROM event WHERE kind IN ("
            + Select.marks(kinds)
            + ") AND timestamp >= ?"
            + (project == null ? "" : " AND project_id = ?")
            + " GROUP BY kind",
        parameters);
  }

  private static List<Object> parameters(long from, @Nullable String project) {
    return project == null ? List.of(from) : List.of(from, project);
  }
}
