package io.tidings.event.measure;

import io.tidings.event.store.spi.Micros;
import io.tidings.event.store.spi.StoreDatabase;
import io.tidings.event.store.spi.StoreTables;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The table of errors in a trail's database. The first recorded error creates it, or adopts the one
 * that an earlier version of the trail created; until then it reads as empty. Thread-safe.
 */
final class ErrorTable implements ErrorSessions {

  private static final String NAME = "error_events";

  static final StoreTables TABLES =
      new StoreTables(
          "measurement",
          List.of(
              new StoreTables.Step(
                  1,
                  List.of(
                      """
                      CREATE TABLE IF NOT EXISTS error_events (
                        id {seq},
                        subsystem {text} NOT NULL,
                        operation {text} NOT NULL,
                        error_type {text},
                        error_message {text},
                        workspace_id {text},
                        agent_id BIGINT,
                        action_name {text},
                        event_data {text} NOT NULL DEFAULT '{}',
                        created_at BIGINT NOT NULL DEFAULT ({now}))\
                      """,
                      "CREATE INDEX IF NOT EXISTS idx_error_events_subsystem_created"
                          + " ON error_events (subsystem, created_at)",
                      "CREATE INDEX IF NOT EXISTS idx_error_events_workspace_created"
                          + " ON error_events (workspace_id, created_at)",
                      "CREATE INDEX IF NOT EXISTS idx_error_events_workspace_subsystem"
                          + " ON error_events (workspace_id, subsystem, created_at)"))),
          Map.of(
              NAME,
              List.of(
                  "id",
                  "subsystem",
                  "operation",
                  "error_type",
                  "error_message",
                  "workspace_id",
                  "agent_id",
                  "action_name",
                  "event_data",
                  "created_at")));

  private final StoreDatabase database;
  private volatile boolean present;
  private volatile boolean prepared;

  ErrorTable(StoreDatabase database) {
    this.database = database;
  }

  @Override
  public Session open() throws SQLException {
    if (!prepared) {
      database.prepare(TABLES);
      prepared = true;
    }
    return new ErrorInsert(database.connect(), database);
  }

  /**
   * Returns the number of errors per subsystem since a time, the most frequent first, of a
   * workspace or, for null, of all.
   */
  Map<String, Long> bySubsystem(@Nullable String workspace, Instant since) {
    if (!isPresent()) {
      return Map.of();
    }
    return database.read(
        connection -> {
          try (PreparedStatement select = connection.prepareStatement(bySubsystem(workspace))) {
            int parameter = 1;
            if (workspace != null) {
              select.setString(parameter++, workspace);
            }
            select.setLong(parameter, Micros.ceiling(since));
            return counts(select);
          }
        });
  }

  /** Returns the statement that reads one index in its order. */
  static String bySubsystem(@Nullable String workspace) {
    return "SELECT subsystem, count(*) FROM error_events WHERE "
        + (workspace == null ? "" : "workspace_id = ? AND ")
        + "created_at >= ? GROUP BY subsystem ORDER BY count(*) DESC, subsystem";
  }

  private static Map<String, Long> counts(PreparedStatement select) throws SQLException {
    Map<String, Long> counts = new LinkedHashMap<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        counts.put(rows.getString(1), rows.getLong(2));
      }
    }
    return counts;
  }

  private boolean isPresent() {
    if (!present) {
      present = database.hasTable(NAME);
    }
    return present;
  }
}
