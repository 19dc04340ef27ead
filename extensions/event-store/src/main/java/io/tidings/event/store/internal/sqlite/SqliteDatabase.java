package io.tidings.event.store.internal.sqlite;

import io.tidings.event.internal.Durations;
import io.tidings.event.store.internal.AppendNotifications;
import io.tidings.event.store.internal.CommitListener;
import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.EventInsert;
import io.tidings.event.store.internal.EventInsert.Inserted;
import io.tidings.event.store.internal.FailureFactory;
import io.tidings.event.store.internal.FailureReason;
import io.tidings.event.store.internal.RowValues;
import io.tidings.event.store.internal.Transactions;
import io.tidings.event.store.internal.dictionary.Dictionary;
import io.tidings.event.store.internal.follow.CoalescingTask;
import io.tidings.event.store.internal.schema.Migrations;
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
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteOpenMode;

/**
 * A trail in one SQLite file. Every commit is forced to the disk; readers do not block writers, nor
 * writers readers. Immutable and thread-safe.
 */
public final class SqliteDatabase implements Database {

  /** The application id of a trail: "TIDG". */
  static final int APPLICATION_ID = 0x54494447;

  private static final int PAGE = 4_096;

  /** The page cache of a writer, in negative kibibytes. */
  private static final int CACHE = -16_384;

  /** The parameter of a connection that neither uses a log nor creates one. */
  private static final String IMMUTABLE = "?immutable=1";

  private final Path file;
  private final Duration busyTimeout;
  private final long maxBytes;
  private final @Nullable Object identity;
  private final boolean isMarked;
  private final FailureFactory failures;
  private final Dictionary dictionary = new Dictionary("");

  private SqliteDatabase(
      Path file,
      Duration busyTimeout,
      long maxBytes,
      @Nullable Object identity,
      boolean isMarked,
      FailureFactory failures) {
    this.file = file;
    this.busyTimeout = busyTimeout;
    this.maxBytes = maxBytes;
    this.identity = identity;
    this.isMarked = isMarked;
    this.failures = failures;
  }

  /** Returns the database in an existing file. */
  static SqliteDatabase in(Path file, Duration busyTimeout, long maxBytes, FailureFactory failures)
      throws IOException {
    return new SqliteDatabase(
        file, busyTimeout, maxBytes, identity(file), SqliteFile.isMarkedReadOnly(file), failures);
  }

  @Override
  public Connection writer() throws SQLException {
    SQLiteConfig config = config();
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.setSynchronous(SynchronousMode.FULL);
    config.setCacheSize(CACHE);
    if (maxBytes != Long.MAX_VALUE) {
      config.setMaxPageCount(maxPages(maxBytes));
    }
    return connect(config, "", "PRAGMA wal_autocheckpoint = " + SqliteCheckpoints.MAX_PAGES);
  }

  private static int maxPages(long maxBytes) {
    return (int) Math.min(Integer.MAX_VALUE - 1L, Math.max(1, maxBytes / PAGE));
  }

  /** Limits the size of another file on its connection as that of this one. */
  void limitSize(Connection connection) throws SQLException {
    if (maxBytes != Long.MAX_VALUE) {
      Migrations.execute(connection, "PRAGMA max_page_count = " + maxPages(maxBytes));
    }
  }

  /** Returns whether another file has the name of the one that was opened. */
  boolean isReplaced() throws IOException {
    return !Objects.equals(identity, identity(file));
  }

  /** The host's transaction is the one writer. */
  @Override
  public @Nullable Connection apart() {
    return null;
  }

  /**
   * Returns a connection that SQLite opens for writing and that refuses to write: the last
   * connection to a file merges the write-ahead log into it, which one opened for reading cannot. A
   * file marked as read-only is opened for reading, without a log unless it has one.
   */
  @Override
  public Connection reader() throws SQLException {
    if (isMarked) {
      return readOnly(hasLog() ? "" : IMMUTABLE);
    }
    SQLiteConfig config = config();
    config.setSynchronous(SynchronousMode.FULL);
    return connect(config, "", "PRAGMA query_only = ON");
  }

  @Override
  public void snapshot(Connection reader) throws SQLException {
    reader.setAutoCommit(false);
  }

  /** Returns a connection that reads the file alone, and leaves it and its log unchanged. */
  Connection onlooker() throws SQLException {
    return readOnly(IMMUTABLE);
  }

  private Connection readOnly(String parameters) throws SQLException {
    SQLiteConfig config = config();
    config.setReadOnly(true);
    return connect(config, parameters);
  }

  /** Returns whether there is a log, which SQLite keeps next to the target of a link. */
  private boolean hasLog() {
    try {
      Path target = file.toRealPath();
      return Files.exists(target.resolveSibling(target.getFileName() + "-wal"));
    } catch (IOException deleted) {
      return true;
    }
  }

  @Override
  public Connection autoCommitReader() throws SQLException {
    return reader();
  }

  /** Refuses extensions: a file from elsewhere may have triggers and views. */
  private SQLiteConfig config() {
    SQLiteConfig config = new SQLiteConfig();
    config.resetOpenMode(SQLiteOpenMode.CREATE);
    config.setBusyTimeout((int) Math.min(Integer.MAX_VALUE, Durations.millis(busyTimeout)));
    config.enableLoadExtension(false);
    return config;
  }

  /** Passes the path as a URI, in which no character is special. */
  private Connection connect(SQLiteConfig config, String parameters, String... more)
      throws SQLException {
    Connection connection = config.createConnection("jdbc:sqlite:" + file.toUri() + parameters);
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

  /** A connection without a log must not outlive its use: the file may be made writable. */
  @Override
  public boolean isPooled() {
    return isMarked;
  }

  /** SQLite allows one writer at a time. */
  @Override
  public int writers() {
    return 1;
  }

  @Override
  public String schema() {
    return "";
  }

  @Override
  public Dictionary dictionary() {
    return dictionary;
  }

  @Override
  public String insert() {
    return EventInsert.sql(table(), EventInsert.VALUES);
  }

  @Override
  public Inserted insert(PreparedStatement insert, List<RowValues> rows) throws SQLException {
    for (RowValues row : rows) {
      EventInsert.bind(insert, row);
      insert.addBatch();
    }
    int[] counts = insert.executeBatch();
    BitSet stored = new BitSet(counts.length);
    for (int i = 0; i < counts.length; i++) {
      stored.set(i, counts[i] == 1);
    }
    long last = horizon(insert.getConnection());
    return new Inserted(stored, last - rows.size() + 1, last);
  }

  @Override
  public String ddl(String statement) {
    return dialect(statement);
  }

  /** Returns a statement with its placeholders replaced. */
  public static String dialect(String statement) {
    return SqliteIds.decoded(statement)
        .replace("{seq}", "INTEGER PRIMARY KEY AUTOINCREMENT")
        .replace("{key}", "INTEGER PRIMARY KEY")
        .replace("{text}", "TEXT")
        .replace("{id}", "BLOB")
        .replace("{clustered}", " WITHOUT ROWID")
        .replace("{now}", "CAST(unixepoch('subsec') * 1000000 AS INTEGER)");
  }

  @Override
  public @Nullable String difference(
      Connection connection, List<String> before, List<String> own, Set<String> adopted)
      throws SQLException {
    return SqliteSchema.of(this, before, own, adopted).difference(connection);
  }

  /** A writer's transaction locks the file from its beginning. */
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
          FailureReason.GONE,
          "has been deleted while it was open; writes to it would be lost. Close the store, delete"
              + " the remaining -wal and -shm files, and open it again to create a new trail");
    } catch (IOException failure) {
      throw failures.create(
          FailureReason.FAILED, "the trail " + file + " cannot be checked: " + failure, failure);
    }
    throw refused(FailureReason.GONE, "has been replaced by another file while it was open");
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

  /** Every commit of a writer is forced. */
  @Override
  public void force(Connection connection) {}

  /** There is one writer at a time, so no append is open while another commits. */
  @Override
  public void begin(Connection connection) {}

  @Override
  public void announce(Connection connection) {}

  @Override
  public long horizon(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT seq FROM sqlite_sequence WHERE name = 'trail_event'")) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  @Override
  public AppendNotifications notifications(Runnable callback) {
    return AppendNotifications.none();
  }

  @Override
  public CommitListener commitListener() {
    try {
      return new CoalescingTask("tidings-checkpoints", 0, new SqliteCheckpoints(writer()));
    } catch (SQLException failure) {
      throw failed("connect to", failure);
    }
  }

  @Override
  public void shrink(Transactions transactions) throws SQLException {
    SqliteSpace.release(this, transactions);
  }

  /** Returns the identity of a file, or null on a system without file keys. */
  private static @Nullable Object identity(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
  }

  @Override
  public RuntimeException failed(String operation, SQLException failure) {
    return SqliteErrors.translate(failures, file, operation, busyTimeout, failure);
  }

  @Override
  public RuntimeException refused(FailureReason reason, String problem) {
    return failures.create(reason, "the trail " + file + " " + problem, null);
  }

  /** A busy database has used up the busy timeout already. */
  @Override
  public boolean isTransient(RuntimeException failure) {
    return false;
  }
}
