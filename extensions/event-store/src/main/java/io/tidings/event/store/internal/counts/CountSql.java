package io.tidings.event.store.internal.counts;

import io.tidings.event.store.internal.schema.TrailSchema;
import io.tidings.event.store.spi.TrailCounts.Dimension;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Statements that count events. Conditions with a plus select no index. Stateless. */
final class CountSql {

  private static final String MEASURED = "(" + TrailSchema.MEASURED + ")";

  private CountSql() {}

  /** Returns the values of a dimension that events have. */
  static Select values(Dimension of) {
    return Select.of(
        switch (of) {
              case KIND ->
                  "SELECT kind AS value FROM trail_kind WHERE " + exists("kind", "trail_kind");
              case CATEGORY ->
                  "SELECT DISTINCT category AS value FROM trail_kind WHERE "
                      + exists("kind", "trail_kind");
              case PROJECT ->
                  "SELECT DISTINCT coalesce(text, '') AS value FROM trail_scope"
                      + " LEFT JOIN trail_name ON trail_name.id = project WHERE "
                      + exists("scope", "trail_scope");
              case WORKSPACE ->
                  "SELECT DISTINCT text AS value FROM trail_scope"
                      + " JOIN trail_name ON trail_name.id = workspace WHERE "
                      + exists("scope", "trail_scope");
            }
            + " ORDER BY 1");
  }

  private static String exists(String column, String table) {
    return "EXISTS (SELECT 1 FROM trail_event event WHERE event.%s = %s.id)"
        .formatted(column, table);
  }

  /**
   * Counts the events of each kind or scope in each bucket. The last bucket ends before {@code end}
   * and takes the remainder.
   */
  static Select buckets(
      Dimension by, CountScope scope, long from, long width, int buckets, long end) {
    boolean isOfKinds = by == Dimension.KIND || by == Dimension.CATEGORY;
    return isOfKinds && !scope.isPlatform()
        ? kindsOfProjects(by, scope, from, width, buckets, end)
        : ranges(by, scope, from, width, buckets, end);
  }

  /** Reads the ranges of an index on kind or scope, and time. */
  private static Select ranges(
      Dimension by, CountScope scope, long from, long width, int buckets, long end) {
    List<Object> parameters = new ArrayList<>(List.of(from, width, (long) buckets));
    parameters.addAll(List.of(buckets - 1L, end, width));
    parameters.addAll(scope.projects());
    boolean isOfKinds = by == Dimension.KIND || by == Dimension.CATEGORY;
    return new Select(
        """
        WITH RECURSIVE bucket(number, low) AS (
          SELECT 0, CAST(? AS BIGINT)
          UNION ALL
          SELECT number + 1, low + CAST(? AS BIGINT) FROM bucket
          WHERE number + 1 < CAST(? AS BIGINT))
        SELECT %1$s AS value, bucket.number, (
          SELECT count(*) FROM trail_event event WHERE event.%2$s = series.id
            AND event.timestamp >= bucket.low
            AND event.timestamp < CASE WHEN bucket.number = CAST(? AS BIGINT)
              THEN CAST(? AS BIGINT) ELSE bucket.low + CAST(? AS BIGINT) END) AS events
        FROM trail_%2$s series %3$s CROSS JOIN bucket
        WHERE series.id > 0 %4$s\
        """
            .formatted(
                isOfKinds ? "series." + by.name().toLowerCase(java.util.Locale.ROOT) : text(by),
                isOfKinds ? "kind" : "scope",
                isOfKinds ? "" : join(by),
                isOfKinds ? "" : scope.condition("series.id")),
        parameters);
  }

  private static String text(Dimension by) {
    return by == Dimension.PROJECT ? "coalesce(name.text, '')" : "name.text";
  }

  private static String join(Dimension by) {
    return by == Dimension.PROJECT
        ? "LEFT JOIN trail_name name ON name.id = series.project"
        : "JOIN trail_name name ON name.id = series.workspace";
  }

  /** Reads the range of time of each scope, whose index has the kinds. */
  private static Select kindsOfProjects(
      Dimension by, CountScope scope, long from, long width, int buckets, long end) {
    List<Object> parameters = new ArrayList<>(List.of(from, width, buckets - 1L));
    parameters.addAll(List.of(from, width, buckets - 1L, from, end));
    parameters.addAll(scope.projects());
    return new Select(
        """
        SELECT trail_kind.%1$s, number, sum(events) FROM (
          SELECT kind, CASE WHEN (timestamp - ?) / ? < ? THEN (timestamp - ?) / ? ELSE ? END
            AS number, count(*) AS events
          FROM trail_event event WHERE timestamp >= ? AND timestamp < ? %2$s
          GROUP BY 1, 2) AS counted
        JOIN trail_kind ON trail_kind.id = counted.kind GROUP BY 1, 2\
        """
            .formatted(
                by.name().toLowerCase(java.util.Locale.ROOT), scope.condition("event.scope")),
        parameters);
  }

  /** Reads each duration with its kind and tool. */
  static Select durations(CountScope scope, long from) {
    return new Select(
        "SELECT kind, tool, duration_ms FROM trail_event event WHERE "
            + MEASURED
            + " AND duration_ms IS NOT NULL AND timestamp >= ?"
            + scope.condition("+event.scope"),
        parameters(from, scope));
  }

  /** Counts failed and ended calls of each failing tool. */
  static Select failingTools(
      CountScope scope, String failed, String completed, long from, int limit) {
    return failing(
        "tool",
        MEASURED + " AND tool <> 0 AND +event.kind",
        scope.condition("+event.scope"),
        failures(failed, completed, scope, from, limit));
  }

  /** Counts failed and ended runs of each failing actor. */
  static Select failingActors(
      CountScope scope, String failed, String completed, long from, int limit) {
    return failing(
        "actor",
        "+actor <> 0 AND event.kind",
        scope.condition("+event.scope"),
        failures(failed, completed, scope, from, limit));
  }

  private static Select failing(
      String column, String condition, String scope, List<Object> parameters) {
    return new Select(
        """
        SELECT text, failed, ended FROM (
          SELECT %1$s AS number, count(*) AS ended,
            sum(CASE WHEN kind = (SELECT id FROM trail_kind WHERE kind = ?) THEN 1 ELSE 0 END)
              AS failed
          FROM trail_event event
          WHERE %2$s IN (SELECT id FROM trail_kind WHERE kind IN (?, ?)) AND timestamp >= ? %3$s
          GROUP BY %1$s) AS counted
        JOIN trail_name ON trail_name.id = counted.number
        WHERE failed > 0 ORDER BY failed DESC, text LIMIT ?\
        """
            .formatted(column, condition, scope),
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
          SELECT max(CASE WHEN event.kind IN (SELECT id FROM trail_kind WHERE kind IN (%s))
            THEN 1 ELSE 0 END) AS done
          FROM trail_event event JOIN trail_context context ON context.id = event.context
          WHERE event.kind IN (SELECT id FROM trail_kind WHERE kind IN (%s))
            AND context.plan <> 0 AND event.timestamp >= ? %s
          GROUP BY event.project, context.plan) AS runs\
        """
            .formatted(
                Select.marks(completed), Select.marks(ended), scope.condition("+event.scope")),
        parameters);
  }

  /** Counts events by kind, the most frequent first. */
  static Select kinds(CountScope scope, Collection<String> kinds, long from) {
    return ofKinds(
        "SELECT trail_kind.kind, count(*) FROM trail_event event"
            + " JOIN trail_kind ON trail_kind.id = event.kind",
        scope,
        kinds,
        from,
        " GROUP BY trail_kind.kind ORDER BY count(*) DESC, trail_kind.kind");
  }

  /** Counts distinct sessions. */
  static Select sessions(CountScope scope, Collection<String> kinds, long from) {
    return ofKinds(
        "SELECT count(DISTINCT nullif(context.session, 0)) FROM trail_event event"
            + " JOIN trail_context context ON context.id = event.context",
        scope,
        kinds,
        from,
        "");
  }

  private static Select ofKinds(
      String select, CountScope scope, Collection<String> kinds, long from, String grouping) {
    List<Object> parameters = new ArrayList<>(kinds);
    parameters.addAll(parameters(from, scope));
    return new Select(
        select
            + " WHERE event.kind IN (SELECT id FROM trail_kind WHERE kind IN ("
            + Select.marks(kinds)
            + ")) AND event.timestamp >= ?"
            + scope.condition("+event.scope")
            + grouping,
        parameters);
  }

  /** Returns the distinct workspaces of events of some kinds that name a plan. */
  static Select workspaces(CountScope scope, Collection<String> kinds) {
    List<Object> parameters = new ArrayList<>(kinds);
    parameters.addAll(scope.projects());
    return new Select(
        """
        SELECT DISTINCT name.text FROM (
          SELECT DISTINCT context FROM trail_event event
          WHERE kind IN (SELECT id FROM trail_kind WHERE kind IN (%s)) %s) AS found
        JOIN trail_context ON trail_context.id = found.context
        JOIN trail_scope ON trail_scope.id = trail_context.scope
        JOIN trail_name name ON name.id = trail_scope.workspace
        WHERE trail_context.plan <> 0\
        """
            .formatted(Select.marks(kinds), scope.condition("+event.scope")),
        parameters);
  }

  private static List<Object> parameters(long from, CountScope scope) {
    List<Object> parameters = new ArrayList<>(List.of(from));
    parameters.addAll(scope.projects());
    return parameters;
  }
}
