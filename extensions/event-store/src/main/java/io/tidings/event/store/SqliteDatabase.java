package io.tidings.event.store;

import io.tidings.event.store.StoreException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteOpenMode;

/**
 * A trail in one SQLite file. Every commit is forced to the disk; readers do not wait for writers,
 * nor writers for readers. Immutable and thread-safe.
 */
final class SqliteDatabase implements Database {

  /** What tells a trail from other databases: "TIDG". */
  static final int APPLICATION_ID = 0x54494447;

  private static final int PAGE = 4_096;

  /** How much of the file a writer remembers, in negative kibibytes. */
  private static final int CACHE = -16_384;

  private final Path file;
  private final Duration busyTimeout;
  private final long maxBytes;
  private final @Nullable Object identity;

  private SqliteDatabase(
      Path file, Duration busyTimeout, long maxBytes, @Nullable Object identity) {
    this.file = file;
    this.busyTimeout = busyTimeout;
    this.maxBytes = maxBytes;
    this.identity = identity;
  }

  /** Returns the database in a file that is there. */
  static SqliteDatabase in(Path file, Duration busyTimeout, long maxBytes) throws IOException {
    return new SqliteDatabase(file, busyTimeout, maxBytes, identity(file));
  }

  @Override
  public Connection writer() throws SQLException {
    SQLiteConfig config = config();
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.setSynchronous(SynchronousMode.FULL);
    config.setCacheSize(CACHE);
    if (maxBytes != Long.MAX_VALUE) {
      config.setMaxPageCount((int) Math.min(Integer.MAX_VALUE - 1L, Math.max(1, maxBytes / PAGE)));
    }
    return connect(config, "PRAGMA wal_autocheckpoint = " + SqliteCheckpoints.MOST_PAGES);
  }

  @Override
  public Connection reader() throws SQLException {
    SQLiteConfig config = config();
    config.setReadOnly(true);
    return connect(config);
  }

  @Override
  public Connection looker() throws SQLException {
    return reader();
  }

  /** A file from elsewhere may have triggers and views; nothing in it is to run code. */
  private SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    config.setBusyTimeout((int) Math.min(Integer.MAX_VALUE, busyTimeout.toMillis()));
    config.enableLoadExtension(false);
    return config;
  }

  /** The path goes as a URI, in which no character of it has a meaning. */
  private Connection connect(SQLiteConfig config, String... more) throws SQLException {
    Connection connection = config.createConnection("jdbc:sqlite:" + file.toUri());
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA trusted_schema = OFF");
      statement.execute("PRAGMA cell_size_check = ON");
      for (String pragma : more) {
        statement.execute(pragma);
      }
      return connection;
    } catch (SQLException failure) {
      connection.close();
      throw failure;
    }
  }

  @Override
  public boolean isPooled() {
    return false;
  }

  /** SQLite lets one write at a time. */
  @Override
  public int writers() {
    return 1;
  }

  @Override
  public String table() {
    return "event";
  }

  @Override
  public String insert() {
    return EventTable.insert("event", EventTable.VALUES);
  }

  @Override
  public boolean[] insert(PreparedStatement insert, List<EventRow> rows, long receivedAt)
      throws SQLException {
    for (EventRow row : rows) {
      EventTable.bind(insert, row, receivedAt);
      insert.addBatch();
    }
    int[] counts = insert.executeBatch();
    boolean[] stored = new boolean[counts.length];
    for (int i = 0; i < counts.length; i++) {
      stored[i] = counts[i] == 1;
    }
    return stored;
  }

  @Override
  public String ddl(String statement) {
    return statement
        .replace("{seq}", "INTEGER PRIMARY KEY AUTOINCREMENT")
        .replace("{text}", "TEXT")
        .replace("{now}", "CAST(unixepoch('subsec') * 1000000 AS INTEGER)");
  }

  /** A transaction of a writer keeps others out from its beginning. */
  @Override
  public void lockSchema(Connection connection) {}

  @Override
  public void migrated(Connection connection) throws SQLException {
    SqliteStatistics.write(connection);
  }

  @Override
  public void verify() {
    try {
      if (Objects.equals(identity, identity(file))) {
        return;
      }
    } catch (NoSuchFileException deleted) {
      throw refused(
          Reason.GONE,
          "has been deleted while it was open; what is written to it would be lost. Close the store,"
              + " delete what is left beside the file, and open it again to begin a new trail");
    } catch (IOException failure) {
      throw new StoreException(
          Reason.FAILED, "the trail " + file + " cannot be looked at: " + failure, failure);
    }
    throw refused(Reason.GONE, "has been replaced by another file while it was open");
  }

  @Override
  public boolean isOwn(Connection connection) throws SQLException {
    if (!connection.getMetaData().getDatabaseProductName().equals("SQLite")) {
      return false;
    }
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT file FROM pragma_database_list WHERE name = 'main'")) {
      String opened = rows.next() ? rows.getString(1) : null;
      return opened != null && !opened.isEmpty() && Files.isSameFile(Path.of(opened), file);
    } catch (IOException gone) {
      return false;
    }
  }

  /** Every commit of a writer is. */
  @Override
  public void force(Connection connection) {}

  /** Whoever writes keeps other writers out, so what is committed is all there is. */
  @Override
  public void begin(Connection connection) {}

  @Override
  public void announce(Connection connection) {}

  @Override
  public long horizon(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT seq FROM sqlite_sequence WHERE name = 'event'")) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  @Override
  public News news(Runnable bell) {
    return News.none();
  }

  @Override
  public AfterCommit afterCommit() {
    try {
      return new Nudged("tidings-checkpoints", 0, new SqliteCheckpoints(writer()));
    } catch (SQLException failure) {
      throw failed("connect to", failure);
    }
  }

  @Override
  public void shrink(Appender appender) throws SQLException {
    SqliteSpace.giveBack(this, appender);
  }

  /** What tells a file from all others, where the system has such a thing. */
  private static @Nullable Object identity(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  @Override
  public StoreException failed(String what, SQLException failure) {
    return SqliteErrors.told(file, what, busyTimeout, failure);
  }

  @Override
  public StoreException refused(Reason reason, String what) {
    return new StoreException(reason, "the trail " + file + " " + what);
  }

  /** A lock has been waited for already. */
  @Override
  public boolean isPassing(StoreException failure) {
    return false;
  }
}
