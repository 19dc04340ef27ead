package io.tidings.event.store;

import io.tidings.event.store.StoreException.Reason;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A trail in the current schema of a host's connections to PostgreSQL.
 *
 * @param connections the host's connections
 */
record PostgresSite(DataSource connections) implements Site {

  /** What tells a trail from tables of the host's: a comment on the table of versions. */
  private static final String MARK = "A trail of Tidings";

  private static final String LOOK =
      """
      SELECT current_database(), current_schema(), quote_ident(current_schema()),
        pg_is_in_recovery(),
        to_regclass(quote_ident(current_schema()) || '.event') IS NOT NULL
          OR to_regclass(quote_ident(current_schema()) || '.schema_version') IS NOT NULL,
        obj_description(
          to_regclass(quote_ident(current_schema()) || '.schema_version'), 'pg_class')\
      """;

  @Override
  public Database open(Settings settings) {
    try {
      PostgresDatabase database = found(settings);
      settings.migrations().settle(database, settings.readOnly());
      database.recognize();
      return database;
    } catch (SQLException failure) {
      throw PostgresErrors.told("of the DataSource given", "open", failure);
    }
  }

  private PostgresDatabase found(Settings settings) throws SQLException {
    try (Connection connection = PostgresDatabase.committing(connections)) {
      String product = connection.getMetaData().getDatabaseProductName();
      if (!product.equals(PostgresDatabase.PRODUCT)) {
        throw new StoreException(
            Reason.FOREIGN,
            "the DataSource must be of PostgreSQL, but is of "
                + product
                + "; for a trail in SQLite give its file");
      }
      Look look = Look.at(connection);
      PostgresDatabase database = database(look, settings);
      requireUsable(look, database, settings.readOnly());
      if (!look.isTrail()) {
        create(database, connection);
      }
      return database;
    }
  }

  private PostgresDatabase database(Look look, Settings settings) {
    OpenAppendWarning warning = new OpenAppendWarning(settings.patience(), System::nanoTime);
    return new PostgresDatabase(
        connections,
        "in schema " + look.schema + " of database " + look.database,
        new PostgresPlaces(
            look.quoted == null ? "" : look.quoted, settings.busyTimeout(), warning));
  }

  private static void requireUsable(Look look, Database database, boolean readOnly) {
    if (look.schema == null) {
      throw database.refused(
          Reason.NOT_FOUND, "has no schema to be in; make the one that the DataSource names");
    }
    if (look.standby) {
      throw database.refused(
          Reason.READ_ONLY,
          "is a standby, where appends under way cannot be seen; connect to the primary");
    }
    if (look.taken && !look.isTrail()) {
      throw database.refused(
          Reason.FOREIGN,
          "would share its tables' names with others; make a schema for it, and name that in the"
              + " DataSource as currentSchema");
    }
    if (readOnly && !look.isTrail()) {
      throw database.refused(Reason.NOT_FOUND, "is not there");
    }
  }

  /** Begins a trail, unless another process has done so meanwhile. */
  private static void create(Database database, Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try {
      database.lockSchema(connection);
      if (!Look.at(connection).isTrail()) {
        Migrations.prepare(connection);
        Migrations.execute(connection, "COMMENT ON TABLE schema_version IS '" + MARK + "'");
      }
      connection.commit();
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }

  /** What there is at a place. */
  private record Look(
      String database,
      @Nullable String schema,
      @Nullable String quoted,
      boolean standby,
      boolean taken,
      @Nullable String mark) {

    static Look at(Connection connection) throws SQLException {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery(LOOK)) {
        row.next();
        return new Look(
            row.getString(1),
            row.getString(2),
            row.getString(3),
            row.getBoolean(4),
            row.getBoolean(5),
            row.getString(6));
      }
    }

    boolean isTrail() {
      return MARK.equals(mark);
    }
  }
}
