package io.tidings.event.store.internal.sqlite;

import io.tidings.event.store.internal.follow.CoalescingTask;
import io.tidings.event.store.internal.schema.Migrations;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.TimeUnit;

/**
 * Checkpoints of the write-ahead log, concurrent to appends rather than within their commits.
 * Confined to one thread.
 */
public final class SqliteCheckpoints implements CoalescingTask.Task {

  /** The size of the log, in pages, at which a commit checkpoints by itself. */
  static final int MAX_PAGES = 16_384;

  /** The number of pages in the log that is due for a checkpoint; four mebibytes. */
  private static final long PAGES = 1_024;

  /** The longest wait of a restart for writers and readers, once a second at most. */
  private static final int BUSY_MILLIS = 20;

  private static final long RESTART_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Connection connection;
  private long restartedAt = System.nanoTime() - RESTART_NANOS;

  /**
   * Creates checkpoints on an open connection of their own, so that a file that has replaced the
   * trail's meanwhile is not written to.
   */
  public SqliteCheckpoints(Connection connection) throws SQLException {
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
      if (log.pages() >= MAX_PAGES / 2) {
        restart(statement);
      }
    }
  }

  /** Restarts the log from its beginning; writers wait for the rest of it and for readers. */
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
      // The connection is discarded either way.
    }
  }

  /**
   * The result of a checkpoint. Immutable.
   *
   * @param pages the pages of the log
   * @param done those of them that are in the file
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
