package io.tidings.event.store.internal.schema;

import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.FailureReason;
import io.tidings.event.store.spi.Micros;
import io.tidings.event.store.spi.StoreTables;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The migration of a schema to its newest version, in transactions that lock the schema; a step
 * that another process has completed meanwhile is skipped. Immutable.
 */
public final class Migrations {

  private static final String TABLE =
      "CREATE TABLE schema_version (version INTEGER NOT NULL PRIMARY KEY, migrated_at BIGINT NOT"
          + " NULL)";

  private final SchemaVersions versions;
  private final List<Migration> steps;
  private final List<String> before;
  private final Set<String> adopted;
  private final InstantSource clock;

  /** Creates the migrations of the trail's schema. */
  public Migrations(List<Migration> steps, InstantSource clock) {
    this(SchemaVersions.OF_TRAIL, steps, List.of(), Set.of(), clock);
  }

  private Migrations(
      SchemaVersions versions,
      List<Migration> steps,
      List<String> before,
      Set<String> adopted,
      InstantSource clock) {
    this.versions = versions;
    this.steps = List.copyOf(steps);
    this.before = before;
    this.adopted = adopted;
    this.clock = clock;
  }

  /** Returns the migrations of an extension's tables. */
  public static Migrations of(StoreTables tables, InstantSource clock) {
    List<Migration> steps =
        tables.steps().stream()
            .map(step -> new Migration(step.version(), step.up()))
            .collect(Collectors.toList());
    List<String> trail = new Migrations(Schema.MIGRATIONS, clock).statements(TrailSchema.VERSION);
    return new Migrations(
        SchemaVersions.of(tables.name()), steps, trail, tables.adopted().keySet(), clock);
  }

  /** Returns the statements that lead to a version. */
  private List<String> statements(long version) {
    Stream<String> first = versions == SchemaVersions.OF_TRAIL ? Stream.of(TABLE) : Stream.empty();
    return Stream.concat(first, creating(steps, version).stream().flatMap(s -> s.up().stream()))
        .toList();
  }

  /** Returns the steps that create a schema of a version in a new database. */
  static List<Migration> creating(List<Migration> steps, long version) {
    return fromWhole(steps.stream().filter(step -> step.version() <= version).toList());
  }

  /** Returns the last step that creates a whole schema and those after it, or all steps. */
  private static List<Migration> fromWhole(List<Migration> steps) {
    int first = 0;
    for (int i = 0; i < steps.size(); i++) {
      first = steps.get(i).isWhole() ? i : first;
    }
    return steps.subList(first, steps.size());
  }

  /** Returns the steps that a schema of a version lacks, up to a conversion of its events. */
  private List<Migration> missing(long version) {
    return version == 0
        ? fromWhole(steps)
        : steps.stream()
            .filter(step -> step.version() > version)
            .takeWhile(step -> !step.isWhole())
            .toList();
  }

  private int newest() {
    return steps.get(steps.size() - 1).version();
  }

  /** Returns the statements that create a schema of a version, without those of rows. */
  static List<String> statements(List<Migration> steps, long version) {
    return new Migrations(steps, InstantSource.system()).statements(version);
  }

  /** Creates the table of the trail's versions. */
  public static void prepare(Connection connection) throws SQLException {
    execute(connection, TABLE);
  }

  /** Returns the current version; 0 for none. */
  public long version(Database database, Connection connection) throws SQLException {
    return versions.newest(database, connection);
  }

  /**
   * Upgrades the trail's schema to the newest version unless it is read-only, or to the last
   * version before a conversion.
   *
   * @return whether the events must be converted
   * @throws RuntimeException of the failure factory if it has another version after that, or
   *     foreign objects, or if it is older and the settings do not permit to change it
   */
  public boolean upgrade(Database database, StoreSettings settings) throws SQLException {
    try (Connection connection = database.reader()) {
      if (!isOutdated(database, connection, settings.readOnly())) {
        return false;
      }
      if (!settings.migrates()) {
        throw database.refused(
            FailureReason.OLDER_SCHEMA,
            ("has schema version %s, older than %s, and migrate(false) changes none; run 'tidings"
                    + " trail migrate', or in an empty schema the statements that 'bin/tidings"
                    + " trail ddl' prints, as a role that may create tables")
                .formatted(version(database, connection), newest()));
      }
    }
    try (Connection connection = database.writer()) {
      upgrade(database, connection);
      return isOutdated(database, connection, false);
    }
  }

  /**
   * Records the version of converted tables in the current transaction, and requires their objects.
   *
   * @throws RuntimeException of the failure factory if there are foreign objects
   */
  public void converted(Database database, Connection connection) throws SQLException {
    versions.add(connection, TrailSchema.VERSION, Micros.floor(clock.instant()));
    database.migrated(connection);
    isOutdated(database, connection, false);
  }

  /**
   * Returns whether the schema is older than the newest. Requires the objects of its version; a
   * step of another process changes both, so they are read again after a difference.
   *
   * @throws RuntimeException of the failure factory if it is newer, older and read-only, or has
   *     foreign objects
   */
  public boolean isOutdated(Database database, Connection connection, boolean readOnly)
      throws SQLException {
    for (; ; ) {
      long version = version(database, connection);
      boolean outdated = isOutdated(database, version, readOnly);
      String problem = database.difference(connection, before, statements(version), adopted);
      if (problem == null) {
        return outdated;
      }
      if (version == version(database, connection)) {
        throw database.refused(FailureReason.FOREIGN, problem);
      }
    }
  }

  private boolean isOutdated(Database database, long version, boolean readOnly) {
    if (version > newest()) {
      throw database.refused(
          FailureReason.NEWER_SCHEMA,
          "has %s version %s, and this library supports up to %s; use a newer version of Tidings"
              .formatted(versions.schema(), version, newest()));
    }
    if (version < newest() && readOnly) {
      throw database.refused(
          FailureReason.OLDER_SCHEMA,
          "has %s version %s, older than %s; open it once for writing, or run 'tidings trail migrate'"
              .formatted(versions.schema(), version, newest()));
    }
    return version < newest();
  }

  /** Applies each missing step in a transaction of its own. */
  public void upgrade(Database database, Connection connection) throws SQLException {
    for (Migration step : missing(version(database, connection))) {
      inTransaction(connection, () -> apply(database, connection, List.of(step)));
    }
  }

  /** Applies all missing steps in the current transaction. */
  public void apply(Database database, Connection connection) throws SQLException {
    apply(database, connection, missing(version(database, connection)));
  }

  private void apply(Database database, Connection connection, List<Migration> missing)
      throws SQLException {
    database.lockSchema(connection);
    for (Migration step : missing) {
      if (version(database, connection) < step.version()) {
        run(database, connection, step.up());
        step.filling().fill(connection);
        versions.add(connection, step.version(), Micros.floor(clock.instant()));
        database.migrated(connection);
      }
    }
  }

  private static void run(Database database, Connection connection, List<String> statements)
      throws SQLException {
    for (String statement : statements) {
      execute(connection, database.ddl(statement));
    }
  }

  /** Executes one statement and discards its results. */
  public static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Leaves a failed transaction open: the caller closes the connection, which rolls it back. */
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
