package io.tidings.event.store.internal.postgres;

import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.FailureReason;
import io.tidings.event.store.internal.schema.Migrations;
import io.tidings.event.store.internal.schema.SchemaDdl;
import io.tidings.event.store.internal.schema.StoreSettings;
import io.tidings.event.store.internal.schema.TrailLocation;
import io.tidings.event.store.internal.schema.TrailSchema;
import io.tidings.event.store.spi.StoreTables;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The location of a trail in the current schema of a host's connections to PostgreSQL.
 *
 * @param connections the host's connections
 */
public record PostgresLocation(DataSource connections) implements TrailLocation {

  /** The mark of a trail: the comment on the table of versions. */
  private static final String MARK = "A trail of Tidings";

  private static final String MARKING = "COMMENT ON TABLE schema_version IS '" + MARK + "'";

  /** The names of UTF-8; the server keeps the older one for old clients. */
  private static final Set<String> UNICODE = Set.of("UTF8", "UNICODE");

  /** Reads the catalog by its tables: name look-ups may miss what was committed meanwhile. */
  private static final String STATE =
      """
      SELECT current_database(), current_schema(), quote_ident(current_schema()),
        pg_is_in_recovery(),
        EXISTS (SELECT 1 FROM pg_class
          WHERE relnamespace = schema.oid AND relname IN ('event', 'trail_event', 'schema_version')),
        (SELECT obj_description(pg_class.oid, 'pg_class') FROM pg_class
          WHERE relnamespace = schema.oid AND relname = 'schema_version'),
        current_setting('server_encoding'), current_setting('client_encoding')
      FROM (SELECT (SELECT oid FROM pg_namespace WHERE nspname = current_schema())) AS schema (oid)\
      """;

  @Override
  public Database open(StoreSettings settings) {
    try {
      PostgresDatabase database = findOrCreate(settings);
      if (settings.migrations().upgrade(database, settings)) {
        new PostgresConversion(database, settings).run();
        settings.migrations().upgrade(database, settings);
      }
      database.identify();
      return database;
    } catch (SQLException failure) {
      throw PostgresErrors.translate(
          settings.failures(), "of the given DataSource", "open", failure);
    }
  }

  @Override
  public List<String> ddl(int version, List<StoreTables> extensions) {
    List<String> statements = new ArrayList<>(SchemaDdl.trail(version, PostgresDatabase::dialect));
    for (StoreTables tables : extensions) {
      statements.addAll(SchemaDdl.extension(tables, PostgresDatabase::dialect));
    }
    statements.add(MARKING);
    statements.add(
        PostgresIdentity.COMMENT.formatted(
            version < TrailSchema.VERSION ? "event" : "trail_event"));
    return statements;
  }

  private PostgresDatabase findOrCreate(StoreSettings settings) throws SQLException {
    try (Connection connection = PostgresDatabase.committing(connections)) {
      String product = connection.getMetaData().getDatabaseProductName();
      if (!product.equals(PostgresDatabase.PRODUCT)) {
        throw settings
            .failures()
            .create(
                FailureReason.FOREIGN,
                "the DataSource must be of PostgreSQL, but is of "
                    + product
                    + "; pass a file for a trail in SQLite",
                null);
      }
      SchemaState state = SchemaState.on(connection);
      PostgresDatabase database = database(state, settings);
      requireUsable(state, database, settings.readOnly());
      if (!state.isTrail()) {
        settings.requireCreation(database.name());
        create(database, connection);
      }
      return database;
    }
  }

  private PostgresDatabase database(SchemaState state, StoreSettings settings) {
    OpenAppendWarning warning =
        new OpenAppendWarning(settings.openAppendWarning(), System::nanoTime);
    return new PostgresDatabase(
        connections,
        "in schema " + state.schema + " of database " + state.database,
        new PostgresPositions(
            state.quoted == null ? "" : state.quoted, settings.busyTimeout(), warning),
        settings.failures());
  }

  private static void requireUsable(SchemaState state, Database database, boolean readOnly) {
    if (state.schema == null) {
      throw database.refused(
          FailureReason.NOT_FOUND, "has no schema; create the one that the DataSource names");
    }
    if (state.standby) {
      throw database.refused(
          FailureReason.READ_ONLY,
          "is on a standby, which does not show open appends; connect to the primary");
    }
    if (state.taken && !state.isTrail()) {
      throw database.refused(
          FailureReason.FOREIGN,
          "needs names of tables that another application uses; create a schema for it, and name"
              + " that in the DataSource as currentSchema");
    }
    if (readOnly && !state.isTrail()) {
      throw database.refused(FailureReason.NOT_FOUND, "does not exist");
    }
    if (!readOnly) {
      requireUnicode(state, database);
    }
  }

  /** Rejects encodings that lack characters: each event with one of those would be lost. */
  private static void requireUnicode(SchemaState state, Database database) {
    if (!UNICODE.contains(state.serverEncoding)) {
      throw database.refused(
          FailureReason.FOREIGN,
          "is in a database with the encoding "
              + state.serverEncoding
              + ", which lacks characters of events; use one made by CREATE DATABASE ... ENCODING"
              + " 'UTF8' TEMPLATE template0. A read-only store can read this one");
    }
    if (!UNICODE.contains(state.clientEncoding)) {
      throw database.refused(
          FailureReason.FOREIGN,
          "is reached by connections with the client encoding "
              + state.clientEncoding
              + ", which lacks characters of events; remove client_encoding from the settings of"
              + " the DataSource, its role and its database");
    }
  }

  /** Creates a trail unless another process has created one meanwhile. */
  private static void create(Database database, Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try {
      database.lockSchema(connection);
      if (!SchemaState.on(connection).isTrail()) {
        Migrations.prepare(connection);
        Migrations.execute(connection, MARKING);
      }
      connection.commit();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** The state of a schema. */
  private record SchemaState(
      String database,
      @Nullable String schema,
      @Nullable String quoted,
      boolean standby,
      boolean taken,
      @Nullable String mark,
      String serverEncoding,
      String clientEncoding) {

    static SchemaState on(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(STATE)) {
        row.next();
        return new SchemaState(
            row.getString(1),
            row.getString(2),
            row.getString(3),
            row.getBoolean(4),
            row.getBoolean(5),
            row.getString(6),
            row.getString(7),
            row.getString(8));
      }
    }

    boolean isTrail() {
      return MARK.equals(mark);
    }
  }
}
