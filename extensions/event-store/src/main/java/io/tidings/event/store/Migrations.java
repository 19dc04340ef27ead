package io.tidings.event.store;

import io.tidings.event.store.StoreException.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Brings the schema of a database to a version, each step in a transaction that keeps other writers
 * out; what another process has done meanwhile is not done again. Immutable.
 */
final class Migrations {

  private static final String TABLE =
      "CREATE TABLE schema_version (version INTEGER NOT NULL PRIMARY KEY, migrated_at BIGINT NOT"
          + " NULL)";

  private final List<Migration> steps;
  private final InstantSource clock;

  Migrations(List<Migration> steps, InstantSource clock) {
    this.steps = List.copyOf(steps);
    this.clock = clock;
  }

  int newest() {
    return steps.get(steps.size() - 1).version();
  }

  /** Makes the table in which versions are kept. */
  static void prepare(Connection connection) throws SQLException {
    execute(connection, TABLE);
  }

  /** Returns the version a database has; 0 for none. */
  static int version(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT max(version) FROM schema_version")) {
      return rows.next() ? rows.getInt(1) : 0;
    }
  }

  /**
   * Makes sure that a trail has the newest version, and brings an older one up to it unless it may
   * only be read.
   *
   * @throws StoreException if it has another version
   */
  void settle(Database database, boolean readOnly) throws SQLException {
    int version;
    try (Connection connection = database.reader()) {
      version = version(connection);
    }
    if (version > newest()) {
      throw database.refused(
          Reason.NEWER_SCHEMA,
          "has schema version %s, and this library knows up to %s; use a newer version of Tidings"
              .formatted(version, newest()));
    }
    if (version < newest() && readOnly) {
      throw database.refused(
          Reason.OLDER_SCHEMA,
          "has schema version %s, older than %s; open it once for writing"
              .formatted(version, newest()));
    }
    if (version < newest()) {
      try (Connection connection = database.writer()) {
        upgrade(database, connection);
      }
    }
  }

  /** Brings a database up to the newest version, or leaves it alone. */
  void upgrade(Database database, Connection connection) throws SQLException {
    for (Migration step : steps) {
      inTransaction(
          connection,
          () -> {
            database.lockSchema(connection);
            if (version(connection) < step.version()) {
              run(database, connection, step.up());
              step.filling().fill(connection);
              record(connection, step.version());
              database.migrated(connection);
            }
          });
    }
  }

  /** Takes a database back to a version. */
  void downgrade(Database database, Connection connection, int version) throws SQLException {
    List<Migration> back =
        steps.stream()
            .sorted(Comparator.comparingInt(Migration::version).reversed())
            .filter(step -> step.version() > version)
            .collect(Collectors.toList());
    for (Migration step : back) {
      inTransaction(
          connection,
          () -> {
            database.lockSchema(connection);
            if (version(connection) == step.version()) {
              run(database, connection, step.down());
              execute(connection, "DELETE FROM schema_version WHERE version = " + step.version());
            }
          });
    }
  }

  private void record(Connection connection, int version) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO schema_version VALUES (?, ?)")) {
      insert.setInt(1, version);
      insert.setLong(2, Micros.floor(clock.instant()));
      insert.executeUpdate();
    }
  }

  private static void run(Database database, Connection connection, List<String> statements)
      throws SQLException {
    for (String statement : statements) {
      execute(connection, database.ddl(statement));
    }
  }

  /** Executes one statement, and lets go of whatever it answers. */
  static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Whoever calls closes the connection if this fails, and with it the transaction. */
  private static void inTransaction(Connection connection, Step step) throws SQLException {
    connection.setAutoCommit(false);
    step.run();
    connection.setAutoCommit(true);
  }

  @FunctionalInterface
  private interface Step {
    void run() throws SQLException;
  }
}
