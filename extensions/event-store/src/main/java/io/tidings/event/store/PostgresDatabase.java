package io.tidings.event.store;

import io.tidings.event.store.StoreException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * A trail in a schema of a PostgreSQL database, to which several processes append. Thread-safe.
 *
 * <p>Its own connections see the schema by their search path; statements on a connection of a
 * host's name it.
 */
final class PostgresDatabase implements Database {

  static final String PRODUCT = "PostgreSQL";

  /** More would wait for the processors of most servers. */
  private static final int WRITERS = 8;

  private final DataSource connections;
  private final String name;
  private final PostgresPlaces places;
  private final String insert;
  private final String find;

  PostgresDatabase(DataSource connections, String name, PostgresPlaces places) {
    this.connections = connections;
    this.name = name;
    this.places = places;
    // A row that is selected is counted, whatever the driver makes of a batch.
    this.insert =
        EventTable.insert(
            places.table(), EventTable.VALUES.replaceFirst("VALUES \\((.*)\\)", "SELECT $1"));
    this.find = EventTable.find(places.table());
  }

  @Override
  public Connection writer() throws SQLException {
    return connections.getConnection();
  }

  /** Rows are sent as they are asked for only within a transaction. */
  @Override
  public Connection reader() throws SQLException {
    Connection connection = connections.getConnection();
    try {
      connection.setAutoCommit(false);
      execute(connection, "SET TRANSACTION ISOLATION LEVEL READ COMMITTED, READ ONLY");
      return connection;
    } catch (SQLException failure) {
      connection.close();
      throw failure;
    }
  }

  @Override
  public boolean isPooled() {
    return true;
  }

  @Override
  public int writers() {
    return WRITERS;
  }

  @Override
  public String insert() {
    return insert;
  }

  @Override
  public String find() {
    return find;
  }

  /** Texts are compared byte by byte, as in SQLite, whatever the database's language. */
  @Override
  public String ddl(String statement) {
    return statement
        .replace("{seq}", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY")
        .replace("{text}", "TEXT COLLATE \"C\"")
        .replace("{now}", "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint")
        .replaceAll("\\{detail (\\w+)}", "(details::json ->> '$1')")
        .replaceAll(
            "\\{number of detail (\\w+)}", "trunc((details::json ->> '$1')::numeric)::bigint")
        .replaceAll("\\{type of detail (\\w+)}", "json_typeof(details::json -> '$1')");
  }

  @Override
  public void lockSchema(Connection connection) throws SQLException {
    execute(
        connection,
        "SELECT pg_advisory_xact_lock(hashtextextended('tidings ' || current_schema(), 0))");
  }

  @Override
  public void migrated(Connection connection) {}

  /** Tables that have gone are found when they are asked. */
  @Override
  public void verify() {}

  @Override
  public boolean isOwn(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals(PRODUCT)
        && places.isIn(connection);
  }

  @Override
  public void announce(Connection connection) throws SQLException {
    places.announce(connection);
  }

  @Override
  public long horizon(Connection connection) throws SQLException {
    return places.horizon(connection);
  }

  @Override
  public News news(Runnable bell) {
    return new PostgresNews(connections, places.channel(), bell);
  }

  /** The server does so by itself. */
  @Override
  public void shrink() {}

  @Override
  public StoreException failed(String what, SQLException failure) {
    return PostgresErrors.told(name, what, failure);
  }

  @Override
  public StoreException refused(Reason reason, String what) {
    return new StoreException(reason, "the trail " + name + " " + what);
  }

  @Override
  public boolean isPassing(StoreException failure) {
    return failure.reason() == Reason.UNAVAILABLE || failure.reason() == Reason.BUSY;
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
