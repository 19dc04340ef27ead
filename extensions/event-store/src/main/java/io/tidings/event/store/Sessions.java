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
 * Connections of one sort: a bounded number at a time, a few kept for the next use unless a pool of
 * the host's does that. Thread-safe; {@link #idle} and {@link #closed} are touched under its
 * monitor.
 */
final class Sessions implements AutoCloseable {

  /** How many queries may be under way at a time. */
  static final int MOST = 16;

  private static final int KEPT = 4;

  private final Database database;
  private final Opening opening;
  private final int most;
  private final @Nullable Duration patience;
  private final Semaphore permits;
  private final Deque<Session> idle = new ArrayDeque<>();
  private boolean closed;

  /** Creates sessions; without patience whoever borrows waits for as long as it takes. */
  private Sessions(Database database, Opening opening, int most, @Nullable Duration patience) {
    this.database = database;
    this.opening = opening;
    this.most = most;
    this.patience = patience;
    this.permits = new Semaphore(most);
  }

  /** Those that read. */
  static Sessions reading(Database database, Duration patience) {
    return new Sessions(database, database::reader, MOST, patience);
  }

  /** Those that look at the trail, statement by statement. */
  static Sessions looking(Database database, Duration patience) {
    return new Sessions(database, database::looker, MOST, patience);
  }

  /** Those that write. */
  static Sessions writing(Database database) {
    return new Sessions(database, database::writer, database.writers(), null);
  }

  /** Lends a session; {@link #giveBack} must follow. */
  Session borrow() {
    requireOpen();
    database.verify();
    acquire();
    boolean lent = false;
    try {
      requireOpen();
      Session kept = poll();
      Session session = kept != null ? kept : new Session(opening.open());
      lent = true;
      return session;
    } catch (SQLException failure) {
      throw database.failed("connect to", failure);
    } finally {
      if (!lent) {
        permits.release();
      }
    }
  }

  /**
   * Takes a session back, and closes it if it has failed or there are enough. To close a connection
   * ends its transaction. What happens here is no business of whoever has borrowed it: what he did
   * is done, or has failed already.
   */
  void giveBack(Session session, boolean failed) {
    try {
      session.end();
      if (failed || !keep(session)) {
        session.close();
      }
    } catch (SQLException broken) {
      closeBroken(session);
    } finally {
      permits.release();
    }
  }

  /** All that was committed is stored, however a connection ends. */
  private static void closeBroken(Session session) {
    try {
      session.close();
    } catch (SQLException broken) {
      // There is nothing left to close.
    }
  }

  void requireOpen() {
    if (isClosed()) {
      throw database.refused(Reason.CLOSED, "is closed");
    }
  }

  boolean isClosed() {
    synchronized (idle) {
      return closed;
    }
  }

  private void acquire() {
    if (patience == null) {
      permits.acquireUninterruptibly();
      return;
    }
    try {
      if (!permits.tryAcquire(Nanos.of(patience), TimeUnit.NANOSECONDS)) {
        throw database.refused(
            Reason.BUSY,
            "has " + most + " queries under way; close the streams of those that are done with");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw database.refused(Reason.FAILED, "was not asked: the thread was interrupted");
    }
  }

  private @Nullable Session poll() {
    synchronized (idle) {
      return idle.pollFirst();
    }
  }

  private boolean keep(Session session) {
    synchronized (idle) {
      return !database.isPooled() && !closed && idle.size() < KEPT && idle.offerFirst(session);
    }
  }

  @Override
  public void close() {
    synchronized (idle) {
      closed = true;
    }
    for (Session next = poll(); next != null; next = poll()) {
      closeBroken(next);
    }
  }

  /** Waits until all that was lent has come back. */
  void awaitAll() {
    permits.acquireUninterruptibly(most);
    permits.release(most);
  }

  @FunctionalInterface
  private interface Opening {
    Connection open() throws SQLException;
  }
}
