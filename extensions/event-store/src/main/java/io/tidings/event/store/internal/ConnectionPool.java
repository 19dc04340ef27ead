package io.tidings.event.store.internal;

import io.tidings.event.internal.Durations;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Bounded pool of connections for one purpose. Keeps a few idle connections unless a pool of the
 * host does. Thread-safe; {@link #idle} and {@link #closed} are guarded by the monitor of the
 * former.
 */
public final class ConnectionPool implements AutoCloseable {

  /** The number of queries that may run at a time. */
  public static final int MAX_QUERIES = 16;

  private static final int MAX_IDLE = 4;

  private final Database database;
  private final Connector connector;
  private final int size;
  private final @Nullable Duration timeout;
  private final Semaphore permits;
  private final Deque<PooledConnection> idle = new ArrayDeque<>();
  private boolean closed;

  /** Creates a pool; without a timeout a borrower waits until a connection is free. */
  private ConnectionPool(
      Database database, Connector connector, int size, @Nullable Duration timeout) {
    this.database = database;
    this.connector = connector;
    this.size = size;
    this.timeout = timeout;
    this.permits = new Semaphore(size);
  }

  /** Returns a pool of readers. */
  public static ConnectionPool readers(Database database, Duration timeout) {
    return new ConnectionPool(database, database::reader, MAX_QUERIES, timeout);
  }

  /** Returns a pool of auto-commit readers. */
  public static ConnectionPool autoCommitReaders(Database database, Duration timeout) {
    return new ConnectionPool(database, database::autoCommitReader, MAX_QUERIES, timeout);
  }

  /** Returns a pool of writers. */
  public static ConnectionPool writers(Database database) {
    return new ConnectionPool(database, database::writer, database.writers(), null);
  }

  /** Borrows a connection; {@link #giveBack} must follow. */
  public PooledConnection borrow() {
    requireOpen();
    database.verify();
    acquire();
    boolean borrowed = false;
    try {
      requireOpen();
      PooledConnection pooled = poll();
      PooledConnection connection =
          pooled != null ? pooled : new PooledConnection(connector.connect());
      borrowed = true;
      return connection;
    } catch (SQLException failure) {
      throw database.failed("connect to", failure);
    } finally {
      if (!borrowed) {
        permits.release();
      }
    }
  }

  /**
   * Takes a connection back; closes it if it has failed or enough are idle. Closing ends its
   * transaction. Exceptions are ignored: the borrower's work is committed or has failed already.
   */
  public void giveBack(PooledConnection connection, boolean failed) {
    try {
      connection.reset();
      if (failed || !keep(connection)) {
        connection.close();
      }
    } catch (SQLException broken) {
      closeQuietly(connection);
    } finally {
      permits.release();
    }
  }

  private static void closeQuietly(PooledConnection connection) {
    try {
      connection.close();
    } catch (SQLException broken) {
      // The connection is discarded either way.
    }
  }

  public void requireOpen() {
    if (isClosed()) {
      throw database.refused(FailureReason.CLOSED, "is closed");
    }
  }

  public boolean isClosed() {
    synchronized (idle) {
      return closed;
    }
  }

  private void acquire() {
    if (timeout == null) {
      permits.acquireUninterruptibly();
      return;
    }
    try {
      if (!permits.tryAcquire(Durations.nanos(timeout), TimeUnit.NANOSECONDS)) {
        throw database.refused(
            FailureReason.BUSY,
            "has " + size + " queries under way; close streams that are no longer read");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw database.refused(
          FailureReason.FAILED, "was not queried: the thread was interrupted while it waited");
    }
  }

  private @Nullable PooledConnection poll() {
    synchronized (idle) {
      return idle.pollFirst();
    }
  }

  private boolean keep(PooledConnection connection) {
    synchronized (idle) {
      return !database.isPooled()
          && !closed
          && idle.size() < MAX_IDLE
          && idle.offerFirst(connection);
    }
  }

  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
    }
    for (PooledConnection next = poll(); next != null; next = poll()) {
      closeQuietly(next);
    }
  }

  /** Waits until every borrowed connection has been given back. */
  public void awaitAll() {
    permits.acquireUninterruptibly(size);
    permits.release(size);
  }

  @FunctionalInterface
  private interface Connector {
    Connection connect() throws SQLException;
  }
}
