package io.tidings.event.store.internal.sqlite;

import io.tidings.event.store.internal.schema.Migrations;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fixed statistics for SQLite's planner, so that its plans are the same in every file: the rows of
 * an index and, for each of its columns, the rows that share the values up to it. Without them
 * SQLite assumes ten events to a project. Stateless.
 */
public final class SqliteStatistics {

  private static final Map<String, String> ROWS =
      Map.ofEntries(
          Map.entry("trail_event_by_id", "10000000 1 1"),
          Map.entry("trail_event_by_context", "10000000 200 2"),
          Map.entry("trail_event_by_scope", "10000000 100000 2 2 1 1"),
          Map.entry("trail_event_by_time", "10000000 2"),
          Map.entry("trail_event_by_kind", "10000000 200000 2"),
          Map.entry("trail_event_by_correlation_id", "10000000 20"),
          Map.entry("trail_event_by_causation_id", "8000000 5"),
          Map.entry("trail_event_by_actor", "5000000 200000 2"),
          Map.entry("trail_event_by_request_type", "3000000 300000 2"),
          Map.entry("trail_event_by_outcome", "4000000 2 1 1 1 1"));

  private SqliteStatistics() {}

  /** Replaces the statistics. */
  static void write(Connection connection) throws SQLException {
    for (String statement : statements()) {
      Migrations.execute(connection, statement);
    }
  }

  /** Returns the statements; ANALYZE of any table creates the table of statistics. */
  static List<String> statements() {
    List<String> statements =
        new ArrayList<>(
            List.of(
                "ANALYZE schema_version", "DELETE FROM sqlite_stat1 WHERE tbl = 'trail_event'"));
    new TreeMap<>(ROWS)
        .forEach(
            (index, rows) ->
                statements.add(
                    "INSERT INTO sqlite_stat1 (tbl, idx, stat) SELECT 'trail_event', name, '%s'"
                            .formatted(rows)
                        + " FROM sqlite_schema WHERE name = '%s'".formatted(index)));
    return statements;
  }
}
