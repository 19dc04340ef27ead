package io.tidings.event.store;

import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.spi.StoreTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Brings a schema to a version, in transactions that keep other writers out; what another process
 * has done meanwhile is not done again. Immutable.
 */
final class Migrations {

  private static final String TABLE =
      "CREATE TABLE schema_version (version INTEGER NOT NULL PRIMARY KEY, migrated_at BIGINT NOT"
          + " NULL)";

  private final Versions versions;
  private final List<Migration> steps;
  private final InstantSource clock;

  /** Creates those of the trail. */
  Migrations(List<Migration> steps, InstantSource clock) {
    this(Versions.OF_TRAIL, steps, clock);
  }

  private Migrations(Versions versions, List<Migration> steps, InstantSource clock) {
    this.versions = versions;
    this.steps = List.copyOf(steps);
    this.clock = clock;
  }

  /** Returns those of tables beside the trail. */
  static Migrations of(StoreTables tables, InstantSource clock) {
    List<Migration> steps =
        tables.steps().stream()
            .map(step -> new Migration(step.version(), step.up(), step.down()))
            .collect(Collectors.toList());
    return new Migrations(Versions.of(tables.name()), steps, clock);
  }

  int newest() {
    return steps.get(steps.size() - 1).version();
  }

  /** Makes the table in which the trail's versions are kept. */
  static void prepare(Connection connection) throws SQLException {
    execute(connection, TABLE);
  }

  /** Returns the version there is; 0 for none. */
  int version(Connection connection) throws SQLException {
    return versions.newest(connection);
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
    if (isBehind(database, version, readOnly)) {
      try (Connection connection = database.writer()) {
        upgrade(database, connection);
      }
    }
  }

  /**
   * Tells whether a version is to be brought up to the newest.
   *
   * @throws StoreException if it cannot be
   */
  boolean isBehind(Database database, int version, boolean readOnly) {
    if (version > newest()) {
      throw database.refused(
          Reason.NEWER_SCHEMA,
          "has %s version %s, and this library knows up to %s; use a newer version of Tidings"
              .formatted(versions.schema(), version, newest()));
    }
    if (version < newest() && readOnly) {
      throw database.refused(
          Reason.OLDER_SCHEMA,
          "has %s version %s, older than %s; open it once for writing"
              .formatted(versions.schema(), version, newest()));
    }
    return version < newest();
  }

  /** Brings a schema up to the newest version, each step in a transaction, or leaves it alone. */
  void upgrade(Database database, Connection connection) throws SQLException {
    for (Migration step : steps) {
      inTransaction(connection, () -> raise(database, connection, List.of(step)));
    }
  }

  /** Takes a schema back to a version, each step in a transaction. */
  void downgrade(Database database, Connection connection, int version) throws SQLException {
    for (Migration step : back(version)) {
      inTransaction(connection, () -> lower(database, connection, List.of(step)));
    }
  }

  /** Does every step that is missing, in the transaction there is. */
  void raise(Database database, Connection connection) throws SQLException {
    raise(database, connection, steps);
  }

  /** Takes every step back, in the transaction there is. */
  void lower(Database database, Connection connection) throws SQLException {
    lower(database, connection, back(0));
  }

  private void raise(Database database, Connection connection, List<Migration> missing)
      throws SQLException {
    database.lockSchema(connection);
    for (Migration step : missing) {
      if (version(connection) < step.version()) {
        run(database, connection, step.up());
        step.filling().fill(connection);
        versions.add(connection, step.version(), Micros.floor(clock.instant()));
        database.migrated(connection);
      }
    }
  }

  private void lower(Database database, Connection connection, List<Migration> done)
      throws SQLException {
    database.lockSchema(connection);
    for (Migration step : done) {
      if (version(connection) == step.version()) {
        run(database, connection, step.down());
        versions.remove(connection, step.version());
      }
    }
  }

  private List<Migration> back(int version) {
    return steps.stream()
        .sorted(Comparator.comparingInt(Migration::version).reversed())
        .filter(step -> step.version() > version)
        .collect(Collectors.toList());
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
