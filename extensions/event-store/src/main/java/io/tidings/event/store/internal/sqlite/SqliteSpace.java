package io.tidings.event.store.internal.sqlite;

import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.Transactions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;

/** Release of free pages to the file system. Stateless. */
public final class SqliteSpace {

  /** The pages released in one transaction, so that others can write in between. */
  private static final int SLICE = 1_000;

  /** The number of attempts to checkpoint the log after that. */
  private static final int CHECKPOINTS = 100;

  private static final long PAUSE_NANOS = 20_000_000;

  private SqliteSpace() {}

  /** Releases all free pages, between the appends of the store. */
  static void release(Database database, Transactions transactions) throws SQLException {
    long left = Long.MAX_VALUE;
    for (long free = transactions.run(SqliteSpace::slice);
        free > 0 && free < left;
        free = transactions.run(SqliteSpace::slice)) {
      left = free;
    }
    try (Connection connection = database.writer();
        Statement statement = connection.createStatement()) {
      for (int i = 0; i < CHECKPOINTS && isOtherUnderWay(statement); i++) {
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /**
   * Releases some pages and returns how many free ones remain. An update runs to its end, whereas a
   * query would release one page for each row read.
   */
  private static long slice(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA incremental_vacuum(" + SLICE + ")");
      try (ResultSet rows = statement.executeQuery("PRAGMA freelist_count")) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  /** Checkpoints the log; returns whether another checkpoint was running. */
  private static boolean isOtherUnderWay(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("PRAGMA wal_checkpoint(PASSIVE)")) {
      return rows.next() && rows.getInt(1) == 1;
    }
  }
}
