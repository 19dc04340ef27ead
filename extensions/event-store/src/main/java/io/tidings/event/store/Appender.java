package io.tidings.event.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Appends rows, one batch after the other, each in a transaction, on a connection of its own that
 * is made anew after a failure. Nothing of a host's is called while the lock is held. Thread-safe.
 */
final class Appender implements AutoCloseable {

  private final Database database;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Connection connection;
  private @Nullable PreparedStatement insert;
  private boolean closed;

  Appender(Database database) {
    this.database = database;
  }

  /** Connects now rather than at the first append. */
  void open() throws SQLException {
    lock.lock();
    try {
      connection();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Stores those of the rows that are not there yet; returns after the commit.
   *
   * @throws StoreException if it has stored none of them
   */
  List<AppendOutcome> append(List<EventRow> rows, long receivedAt) {
    lock.lock();
    try {
      if (closed) {
        throw database.refused(StoreException.Reason.CLOSED, "is closed; nothing is appended");
      }
      database.verify();
      List<AppendOutcome> outcomes = committed(rows, receivedAt);
      database.verify();
      return outcomes;
    } finally {
      lock.unlock();
    }
  }

  private List<AppendOutcome> committed(List<EventRow> rows, long receivedAt) {
    boolean done = false;
    try {
      Connection open = connection();
      open.setAutoCommit(false);
      List<AppendOutcome> outcomes = inserted(open, rows, receivedAt);
      open.setAutoCommit(true);
      done = true;
      return outcomes;
    } catch (SQLException failure) {
      throw database.failed("append to", failure);
    } finally {
      if (!done) {
        disconnect();
      }
    }
  }

  private List<AppendOutcome> inserted(Connection open, List<EventRow> rows, long receivedAt)
      throws SQLException {
    PreparedStatement statement = insert(open);
    for (EventRow row : rows) {
      EventTable.bind(statement, row, receivedAt);
      statement.addBatch();
    }
    int[] counts = statement.executeBatch();
    List<AppendOutcome> outcomes = new ArrayList<>(rows.size());
    for (int i = 0; i < counts.length; i++) {
      outcomes.add(counts[i] == 1 ? AppendOutcome.STORED : compared(open, rows.get(i)));
    }
    return outcomes;
  }

  private static AppendOutcome compared(Connection open, EventRow row) throws SQLException {
    try (PreparedStatement find = open.prepareStatement(EventTable.FIND)) {
      find.setString(1, EventTable.project(row.event()));
      find.setString(2, row.event().id());
      try (ResultSet found = find.executeQuery()) {
        boolean same = found.next() && EventTable.read(found).event().equals(row.event());
        return same ? AppendOutcome.DUPLICATE : AppendOutcome.CONFLICT;
      }
    }
  }

  private Connection connection() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = database.writer();
      connection = open;
    }
    return open;
  }

  private PreparedStatement insert(Connection open) throws SQLException {
    PreparedStatement prepared = insert;
    if (prepared == null) {
      prepared = open.prepareStatement(EventTable.INSERT);
      insert = prepared;
    }
    return prepared;
  }

  /** To close a connection ends its transaction without a commit. */
  private void disconnect() {
    try (Connection gone = connection;
        PreparedStatement unused = insert) {
      connection = null;
      insert = null;
    } catch (SQLException alreadyBroken) {
      // The failure that led here is the one that is told.
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      disconnect();
    } finally {
      lock.unlock();
    }
  }
}
