package io.tidings.event.store.internal.postgres;

import io.tidings.event.store.internal.AppendNotifications;
import io.tidings.event.store.internal.CommitListener;
import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.EventInsert;
import io.tidings.event.store.internal.FailureFactory;
import io.tidings.event.store.internal.FailureReason;
import io.tidings.event.store.internal.RowValues;
import io.tidings.event.store.internal.Transactions;
import io.tidings.event.store.internal.dictionary.Dictionary;
import io.tidings.event.store.internal.follow.CoalescingTask;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A trail in a schema of a PostgreSQL database, to which several processes append. Thread-safe.
 *
 * <p>The store's own connections find the schema by their search path; statements on a host's
 * connection name it.
 */
public final class PostgresDatabase implements Database {

  static final String PRODUCT = "PostgreSQL";

  /** The number of writers that keeps the processors of most servers busy. */
  private static final int WRITERS = 8;

  /** The least time between two notifications of other stores. */
  private static final long NOTIFY_MILLIS = 10;

  /** The SQL state of a write to a server that has become a standby. */
  private static final String READ_ONLY_TRANSACTION = "25006";

  private final DataSource connections;
  private final String name;
  private final PostgresPositions positions;
  private final PostgresIdentity identity;
  private final String insert;
  private final FailureFactory failures;
  private final Dictionary dictionary;

  /** The mark of this store's own notifications. */
  private final String origin = UUID.randomUUID().toString();

  PostgresDatabase(
      DataSource connections, String name, PostgresPositions positions, FailureFactory failures) {
    this.connections = connections;
    this.name = name;
    this.positions = positions;
    this.failures = failures;
    this.identity = new PostgresIdentity(positions.table());
    this.insert = PostgresInsert.sql(positions.table());
    this.dictionary = new Dictionary(positions.schema() + ".");
  }

  /** Returns the name of the trail for messages. */
  String name() {
    return name;
  }

  @Override
  public Connection writer() throws SQLException {
    return committing(connections);
  }

  @Override
  public @Nullable Connection apart() {
    try {
      return writer();
    } catch (SQLException noneFree) {
      return null;
    }
  }

  /** Returns a connection in auto-commit mode, regardless of the pool's default. */
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

  /** Opens a transaction, without which the driver would fetch all rows at once. */
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
  public void snapshot(Connection reader) throws SQLException {
    execute(reader, "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
  }

  @Override
  public Connection autoCommitReader() throws SQLException {
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
  public String schema() {
    return positions.schema() + ".";
  }

  @Override
  public Dictionary dictionary() {
    return dictionary;
  }

  @Override
  public String insert() {
    return insert;
  }

  @Override
  public EventInsert.Inserted insert(PreparedStatement insert, List<RowValues> rows)
      throws SQLException {
    return PostgresInsert.run(insert, rows);
  }

  @Override
  public String ddl(String statement) {
    return dialect(statement);
  }

  /**
   * Returns a statement with its placeholders replaced. Gives texts the collation "C": compared
   * byte by byte, as in SQLite.
   */
  public static String dialect(String statement) {
    return PostgresIds.decoded(statement)
        .replace("{seq}", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY")
        .replace("{key}", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY")
        .replace("{text}", "TEXT COLLATE \"C\"")
        .replace("{id}", "BYTEA")
        .replace("{clustered}", "")
        .replace("{now}", "(extract(epoch FROM clock_timestamp()) * 1000000)::bigint");
  }

  /** Of the tables of others, only what they are and what acts on them is compared. */
  @Override
  public @Nullable String difference(
      Connection connection, List<String> before, List<String> own, Set<String> adopted)
      throws SQLException {
    return PostgresSchema.difference(connection, new DeclaredObjects(own), before.isEmpty());
  }

  @Override
  public void lockSchema(Connection connection) throws SQLException {
    execute(
        connection,
        "SELECT pg_advisory_xact_lock(hashtextextended('tidings ' || current_schema(), 0))");
  }

  @Override
  public void migrated(Connection connection) throws SQLException {
    identity.ensure(connection);
  }

  /** Reads the identity of the trail. */
  void identify() throws SQLException {
    try (Connection connection = autoCommitReader()) {
      identity.read(connection);
    }
  }

  /** Missing tables are detected by the next statement. */
  @Override
  public void verify() {}

  @Override
  public boolean isOwn(Connection connection) throws SQLException {
    return connection.getMetaData().getDatabaseProductName().equals(PRODUCT)
        && identity.matches(connection);
  }

  @Override
  public void force(Connection connection) throws SQLException {
    positions.force(connection);
  }

  @Override
  public void begin(Connection connection) throws SQLException {
    positions.begin(connection);
  }

  @Override
  public void announce(Connection connection) throws SQLException {
    positions.announce(connection);
  }

  @Override
  public long horizon(Connection connection) throws SQLException {
    long horizon = positions.horizon(connection);
    if (horizon == PostgresPositions.UNKNOWN) {
      throw refused(
          FailureReason.UNAVAILABLE,
          "is on a standby at present, which does not show open appends; connect to the primary");
    }
    return horizon;
  }

  @Override
  public AppendNotifications notifications(Runnable callback) {
    return new PostgresNotifications(connections, positions.channel(), origin, callback);
  }

  /** Notifies after the commit: a notification within it would serialize the server's commits. */
  @Override
  public CommitListener commitListener() {
    return new CoalescingTask("tidings-notifier", NOTIFY_MILLIS, this::notifyOthers);
  }

  private void notifyOthers() throws SQLException {
    try (Connection connection = autoCommitReader()) {
      positions.notifyOthers(connection, origin);
    }
  }

  /** The server reclaims space by itself. */
  @Override
  public void shrink(Transactions transactions) {}

  @Override
  public RuntimeException failed(String operation, SQLException failure) {
    return PostgresErrors.translate(failures, name, operation, failure);
  }

  @Override
  public RuntimeException refused(FailureReason reason, String problem) {
    return failures.create(reason, "the trail " + name + " " + problem, null);
  }

  @Override
  public boolean isTransient(RuntimeException failure) {
    FailureReason reason = failures.reasonOf(failure);
    return reason == FailureReason.UNAVAILABLE
        || reason == FailureReason.BUSY
        || (reason != null && isOnStandby(failure));
  }

  /** A write fails there until the connections lead to the primary again. */
  private static boolean isOnStandby(RuntimeException failure) {
    return failure.getCause() instanceof SQLException cause
        && READ_ONLY_TRANSACTION.equals(cause.getSQLState());
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
