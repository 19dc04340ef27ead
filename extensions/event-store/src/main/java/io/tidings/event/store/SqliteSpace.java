package io.tidings.event.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;

/** How the space of what was removed goes back to the system. Stateless. */
final class SqliteSpace {

  /** How many pages are given back in one transaction, so that others can write in between. */
  private static final int SLICE = 1_000;

  /** How often, and after which pauses, it is tried to bring the log into the file after that. */
  private static final int CHECKPOINTS = 100;

  private static final long PAUSE_NANOS = 20_000_000;

  private SqliteSpace() {}

  /** Gives back all there is, between the appends of the store. */
  static void giveBack(Database database, Appender appender) throws SQLException {
    long left = Long.MAX_VALUE;
    for (long free = appender.run(SqliteSpace::slice);
        free > 0 && free < left;
        free = appender.run(SqliteSpace::slice)) {
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
   * Gives some pages back, and tells how many are left. An update is run to its end, where a query
   * would give back one page for each row read.
   */
  private static long slice(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA incremental_vacuum(" + SLICE + ")");
      try (ResultSet rows = statement.executeQuery("PRAGMA freelist_count")) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  /** Brings the log into the file, unless somebody does so already. */
  private static boolean isOtherUnderWay(Statement statement) throws SQLException {
    try (ResultSet rows = statement.executeQuery("PRAGMA wal_checkpoint(PASSIVE)")) {
      return rows.next() && rows.getInt(1) == 1;
    }
  }
}
