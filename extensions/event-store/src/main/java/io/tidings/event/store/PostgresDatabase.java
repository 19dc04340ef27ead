package io.tidings.event.store;

import io.tidings.event.store.StoreException.Reason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
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

  /** Others are told of appends so often at most. */
  private static final long TELLING_MILLIS = 10;

  /** What a server says that was the primary and is a standby now. */
  private static final String READ_ONLY_TRANSACTION = "25006";

  private final DataSource connections;
  private final String name;
  private final PostgresPlaces places;
  private final PostgresIdentity identity;
  private final String insert;

  /** Tells this store's notifications from those of others. */
  private final String origin = UUID.randomUUID().toString();

  PostgresDatabase(DataSource connections, String name, PostgresPlaces places) {
    this.connections = connections;
    this.name = name;
    this.places = places;
    this.identity = new PostgresIdentity(places.table());
    this.insert = PostgresInsert.sql(places.table());
  }

  @Override
  public Connection writer() throws SQLException {
    return committing(connections);
  }

  /** Returns a connection in auto-commit mode, which a pool may give otherwise. */
  static Connection committing(DataSource connections) throws SQLException {
    Connection connection = connections.getConnection();
    try {
      if (!connection.getAutoCommit()) {
        connection.setAutoCommit(true);
      }
      return connection;
    } catch (SQLException failure) {
      connection.close();
      throw failure;
    }
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

  /** Out of transactions, since each statement of a look needs a state of its own. */
  @Override
  public Connection looker() throws SQLException {
    return committing(connections);
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
  public String table() {
    return places.table();
  }

  @Override
  public String insert() {
    return insert;
  }

  @Override
  public boolean[] insert(PreparedStatement insert, List<EventRow> rows, long receivedAt)
      throws SQLException {
    return PostgresInsert.run(insert, rows, receivedAt);
  }

  /** Texts are compared byte by byte, as in SQLite, whatever the database's language. */
  @Override
  public String ddl(String statement) {
    return statement
        .replace("{seq}", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY")
        .replace("{text}", "TEXT COLLATE \"C\"")
        .replace("{now}", "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint");
  }

  @Override
  public void lockSchema(Connection connection) throws SQLException {
    execute(
        connection,
        "SELECT pg_advisory_xact_lock(hashtextextended('tidings ' || current_schema(), 0))");
  }

  @Override
  public void migrated(Connection connection) throws SQLException {
    identity.give(connection);
  }

  /** Learns how the trail is told from others of its name. */
  void recognize() throws SQLException {
    try (Connection connection = looker()) {
      identity.learn(connection);
    }
  }

  /** Tables that have gone are found when they are asked. */
  @Override
  public void verify() {}

  @Override
  public boolean isOwn(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals(PRODUCT)
        && identity.isAt(connection);
  }

  @Override
  public void force(Connection connection) throws SQLException {
    places.force(connection);
  }

  @Override
  public void begin(Connection connection) throws SQLException {
    places.begin(connection);
  }

  @Override
  public void announce(Connection connection) throws SQLException {
    places.announce(connection);
  }

  @Override
  public long horizon(Connection connection) throws SQLException {
    long horizon = places.horizon(connection);
    if (horizon == PostgresPlaces.UNKNOWN) {
      throw refused(
          Reason.UNAVAILABLE,
          "is on a standby at present, where appends under way cannot be seen; connect to the"
              + " primary");
    }
    return horizon;
  }

  @Override
  public News news(Runnable bell) {
    return new PostgresNews(connections, places.channel(), origin, bell);
  }

  /** Others are told after the commit: within it, all of the server's commits wait in a row. */
  @Override
  public AfterCommit afterCommit() {
    return new Nudged("tidings-notifier", TELLING_MILLIS, this::tell);
  }

  private void tell() throws SQLException {
    try (Connection connection = looker()) {
      places.tell(connection, origin);
    }
  }

  /** The server does so by itself. */
  @Override
  public void shrink(Appender appender) {}

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
    return failure.reason() == Reason.UNAVAILABLE
        || failure.reason() == Reason.BUSY
        || isOnStandby(failure);
  }

  /** What could be written when it was opened can be again once the primary is found. */
  private static boolean isOnStandby(StoreException failure) {
    return failure.getCause() instanceof SQLException cause
        && READ_ONLY_TRANSACTION.equals(cause.getSQLState());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
