package io.tidings.event.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/**
 * Brings what is in the write-ahead log into the file, beside the appends and not within one of
 * their commits. Confined to one thread.
 */
final class SqliteCheckpoints implements Nudged.Task {

  /** How many pages the log may have before a commit brings them into the file by itself. */
  static final int MOST_PAGES = 16_384;

  /** How many wait in the log before they are brought into the file; four mebibytes. */
  private static final long PAGES = 1_024;

  /** Writers and readers are in each other's way for so long at most, and that once a second. */
  private static final int BUSY_MILLIS = 20;

  private static final long RESTART_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Connection connection;
  private long restartedAt = System.nanoTime() - RESTART_NANOS;

  /**
   * Creates checkpoints on a connection of their own, which is open before the first of them: a
   * file that has taken the place of the trail's meanwhile is not written to.
   */
  SqliteCheckpoints(Connection connection) throws SQLException {
    this.connection = connection;
    Migrations.execute(connection, "PRAGMA busy_timeout = " + BUSY_MILLIS);
  }

  @Override
  public void run() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      Log log = Log.after(statement, "NOOP");
      if (log.waiting() >= PAGES) {
        log = Log.after(statement, "PASSIVE");
      }
      if (log.pages() >= MOST_PAGES / 2) {
        restart(statement);
      }
    }
  }

  /** Has the log begin anew: writers wait for the little that has come since, and for readers. */
  private void restart(Statement statement) throws SQLException {
    long now = System.nanoTime();
    if (now - restartedAt >= RESTART_NANOS) {
      restartedAt = now;
      Log.after(statement, "RESTART");
    }
  }

  @Override
  public void end() {
    try {
      connection.close();
    } catch (SQLException broken) {
      // There is nothing left to close.
    }
  }

  /**
   * What a checkpoint tells. Immutable.
   *
   * @param pages how many pages the log has
   * @param done how many of them are in the file
   */
  private record Log(long pages, long done) {

    static Log after(Statement statement, String mode) throws SQLException {
      try (ResultSet rows = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
        return rows.next() ? new Log(rows.getLong(2), rows.getLong(3)) : new Log(0, 0);
      }
    }

    long waiting() {
      return pages - done;
    }
  }
}
