package io.tidings.event.store;

import io.tidings.event.store.StoreException.Reason;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections for reading: a bounded number at a time, a few kept for the next query.
 * Thread-safe; {@link #idle} and {@link #closed} are touched under its monitor.
 */
final class Readers implements AutoCloseable {

  /** How many queries may be under way at a time. */
  static final int MOST = 16;

  private static final int KEPT = 4;

  private final Database database;
  private final Duration patience;
  private final Semaphore permits = new Semaphore(MOST);
  private final Deque<Connection> idle = new ArrayDeque<>();
  private boolean closed;

  Readers(Database database, Duration patience) {
    this.database = database;
    this.patience = patience;
  }

  /** Lends a connection; {@link #giveBack} must follow. */
  Connection borrow() {
    requireOpen();
    database.verify();
    acquire();
    boolean lent = false;
    try {
      Connection kept = poll();
      Connection connection = kept != null ? kept : database.reader();
      lent = true;
      return connection;
    } catch (SQLException failure) {
      throw database.failed("read", failure);
    } finally {
      if (!lent) {
        permits.release();
      }
    }
  }

  /** Takes a connection back, and closes it if it is broken or there are enough. */
  void giveBack(Connection connection, boolean broken) {
    try {
      if (broken || !keep(connection)) {
        connection.close();
      }
    } catch (SQLException failure) {
      throw database.failed("read", failure);
    } finally {
      permits.release();
    }
  }

  void requireOpen() {
    synchronized (idle) {
      if (closed) {
        throw database.refused(Reason.CLOSED, "is closed; nothing is read");
      }
    }
  }

  private void acquire() {
    try {
      if (!permits.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
        throw database.refused(
            Reason.BUSY,
            "has " + MOST + " queries under way; close the streams of those that are done with");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw database.refused(Reason.FAILED, "was not read: the thread was interrupted");
    }
  }

  private @Nullable Connection poll() {
    synchronized (idle) {
      return idle.pollFirst();
    }
  }

  private boolean keep(Connection connection) {
    synchronized (idle) {
      return !closed && idle.size() < KEPT && idle.offerFirst(connection);
    }
  }

  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
    }
    for (Connection next = poll(); next != null; next = poll()) {
      try {
        next.close();
      } catch (SQLException failure) {
        throw database.failed("close", failure);
      }
    }
  }
}
