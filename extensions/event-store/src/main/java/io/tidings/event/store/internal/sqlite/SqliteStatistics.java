package io.tidings.event.store.internal.sqlite;

import io.tidings.event.store.internal.schema.Migrations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Map;

/**
 * Fixed statistics for SQLite's planner, so that its plans are the same in every file: the rows of
 * an index and, for each of its columns, the rows that share the values up to it. Without them
 * SQLite assumes ten events to a project. Stateless.
 */
public final class SqliteStatistics {

  private static final Map<String, String> ROWS =
      Map.ofEntries(
          Map.entry("event_by_id", "1000000 1 1"),
          Map.entry("event_by_project", "1000000 100000 1"),
          Map.entry("event_by_time", "1000000 2 1 1"),
          Map.entry("event_by_project_time", "1000000 100000 2 1"),
          Map.entry("event_by_received", "1000000 100000 2"),
          Map.entry("event_by_kind", "1000000 20000 5000 2 1"),
          Map.entry("event_by_category", "1000000 70000 20000 2 1"),
          Map.entry("event_by_correlation_id", "1000000 20 20 2 1"),
          Map.entry("event_by_request_type", "1000000 300000 90000 2 1"),
          Map.entry("event_by_causation_id", "800000 5 5 2 1"),
          Map.entry("event_by_organization_id", "1000000 200000 90000 2 1"),
          Map.entry("event_by_workspace_id", "1000000 150000 90000 2 1"),
          Map.entry("event_by_user_id", "1000000 5000 2000 2 1"),
          Map.entry("event_by_plan_id", "500000 100 100 2 1"),
          Map.entry("event_by_root_plan_id", "500000 300 300 2 1"),
          Map.entry("event_by_session_id", "900000 500 500 2 1"),
          Map.entry("event_by_actor_name", "500000 20000 5000 2 1"),
          Map.entry("event_by_outcome", "400000 50000 5000 50 10 1"));

  private SqliteStatistics() {}

  /** Replaces the statistics. ANALYZE of any table creates the table of statistics. */
  static void write(Connection connection) throws SQLException {
    Migrations.execute(connection, "ANALYZE schema_version");
    Migrations.execute(connection, "DELETE FROM sqlite_stat1 WHERE tbl = 'event'");
    try (PreparedStatement insert =
        connection.prepareStatement(
            "INSERT INTO sqlite_stat1 (tbl, idx, stat) SELECT 'event', name, ? FROM sqlite_schema"
                + " WHERE name = ?")) {
      for (Map.Entry<String, String> rows : ROWS.entrySet()) {
        insert.setString(1, rows.getValue());
        insert.setString(2, rows.getKey());
        insert.executeUpdate();
      }
    }
  }
}
