package io.tidings.event.webhooks;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;

/**
 * The SQLite file of the webhooks: one connection, used by one thread at a time. What is committed
 * survives the end of the process; {@link #durably} waits for the disk too. Thread-safe.
 */
final class WebhookDatabase implements AutoCloseable {

  /** What tells this file from other databases: "TIDW". */
  static final int APPLICATION_ID = 0x54494457;

  private static final int BUSY_MILLIS = 10_000;

  /** The steps of the schema; the first leads to version 1. A released step never changes. */
  private static final List<List<String>> STEPS = List.of(WebhookSchema.FIRST);

  private final Path file;
  private final ReentrantLock lock = new ReentrantLock();
  private final Connection connection;

  private WebhookDatabase(Path file, Connection connection) {
    this.file = file;
    this.connection = connection;
  }

  /** What is done with the database, within one transaction. */
  @FunctionalInterface
  interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  /** What is changed in the database, within one transaction. */
  @FunctionalInterface
  interface Change {
    void make(Connection connection) throws SQLException;
  }

  static WebhookDatabase open(Path file) {
    Path path = file.toAbsolutePath();
    try {
      OwnerOnlyFile.createIfAbsent(path);
      WebhookDatabase database = new WebhookDatabase(path, connect(path));
      database.prepare();
      return database;
    } catch (IOException | SQLException failure) {
      throw failed(path, failure);
    }
  }

  private static Connection connect(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setTransactionMode(TransactionMode.IMMEDIATE);
    config.setSynchronous(SynchronousMode.NORMAL);
    config.setBusyTimeout(BUSY_MILLIS);
    config.enableLoadExtension(false);
    return config.createConnection("jdbc:sqlite:" + file.toUri());
  }

  private void prepare() throws SQLException {
    boolean ready = false;
    try {
      execute("PRAGMA trusted_schema = OFF");
      requireOurs();
      execute("PRAGMA journal_mode = " + JournalMode.WAL.getValue());
      migrate();
      ready = true;
    } finally {
      if (!ready) {
        connection.close();
      }
    }
  }

  private void requireOurs() throws SQLException {
    boolean empty = number("SELECT count(*) FROM sqlite_schema") == 0;
    if (!empty && number("PRAGMA application_id") != APPLICATION_ID) {
      throw new WebhookException(
          "the webhooks file " + file + " is a database of something else; name another", null);
    }
    if (number("PRAGMA user_version") > STEPS.size()) {
      throw new WebhookException(
          "the webhooks file "
              + file
              + " was written by a newer version of Tidings; use that or a newer one",
          null);
    }
  }

  private void migrate() {
    changeDurably(
        open -> {
          for (int next = (int) number("PRAGMA user_version"); next < STEPS.size(); next++) {
            for (String statement : STEPS.get(next)) {
              execute(statement);
            }
            execute("PRAGMA user_version = " + (next + 1));
          }
          execute("PRAGMA application_id = " + APPLICATION_ID);
        });
  }

  /** Makes a change in one transaction, which survives the end of the process. */
  void change(Change change) {
    lock.lock();
    try {
      transacted(work(change));
    } catch (SQLException failure) {
      throw failed(file, failure);
    } finally {
      lock.unlock();
    }
  }

  /** Makes a change in one transaction, which survives the loss of power too. */
  void changeDurably(Change change) {
    durably(work(change));
  }

  private static Work<Boolean> work(Change change) {
    return connection -> {
      change.make(connection);
      return true;
    };
  }

  /** Runs work in one transaction, which survives the loss of power too. */
  <T> T durably(Work<T> work) {
    lock.lock();
    try {
      execute("PRAGMA synchronous = FULL");
      try {
        return transacted(work);
      } finally {
        execute("PRAGMA synchronous = NORMAL");
      }
    } catch (SQLException failure) {
      throw failed(file, failure);
    } finally {
      lock.unlock();
    }
  }

  /** Runs work that only reads, without a transaction. */
  <T> T read(Work<T> work) {
    lock.lock();
    try {
      return work.run(connection);
    } catch (SQLException failure) {
      throw failed(file, failure);
    } finally {
      lock.unlock();
    }
  }

  private <T> T transacted(Work<T> work) throws SQLException {
    connection.setAutoCommit(false);
    boolean done = false;
    try {
      T result = work.run(connection);
      connection.commit();
      done = true;
      return result;
    } finally {
      if (!done) {
        connection.rollback();
      }
      connection.setAutoCommit(true);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  Path file() {
    return file;
  }

  private static WebhookException failed(Path file, Exception failure) {
    return new WebhookException(
        "the webhooks file " + file + " cannot be used: " + failure.getMessage(), failure);
  }

  @Override
  public void close() {
    lock.lock();
    try {
      connection.close();
    } catch (SQLException failure) {
      throw failed(file, failure);
    } finally {
      lock.unlock();
    }
  }
}
