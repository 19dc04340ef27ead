package io.tidings.event.store.internal.postgres;

import io.tidings.event.internal.SafeLog;
import io.tidings.event.store.internal.AppendNotifications;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notifications of a trail, received on a thread and a connection of their own, which reconnects
 * after a failure. Thread-safe.
 */
public final class PostgresNotifications implements AppendNotifications, Runnable {

  private static final Logger LOG = LoggerFactory.getLogger("io.tidings.event.store.EventStore");
  private static final int LISTEN_MILLIS = 100;
  private static final long PAUSE_MILLIS = 1_000;

  private final DataSource connections;
  private final String channel;
  private final String origin;
  private final Runnable callback;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean listening;
  private boolean lost;

  /** Starts to listen for notifications of any origin but {@code origin}. */
  PostgresNotifications(DataSource connections, String channel, String origin, Runnable callback) {
    this.connections = connections;
    this.channel = channel;
    this.origin = origin;
    this.callback = callback;
    this.thread = new Thread(this, "tidings-listener");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void run() {
    try {
      do {
        listen();
      } while (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
    } catch (Throwable failure) {
      SafeLog.warn(
          LOG,
          "Thread tidings-listener has ended; followers poll instead until the store is opened"
              + " again",
          failure);
    }
  }

  /** Runs the callback once it listens, for appends committed before. */
  private void listen() {
    try (Connection connection = PostgresDatabase.committing(connections)) {
      PGConnection listener = connection.unwrap(PGConnection.class);
      execute(connection, "LISTEN " + channel(connection));
      try {
        listening = true;
        lost = false;
        callback.run();
        while (closed.getCount() > 0) {
          if (isOfOthers(listener.getNotifications(LISTEN_MILLIS))) {
            callback.run();
          }
        }
      } finally {
        listening = false;
      }
      execute(connection, "UNLISTEN *");
    } catch (SQLException | RuntimeException failure) {
      warnOnce(failure);
    }
  }

  /** Logs the first of several failures in a row; the loop reconnects after a pause. */
  private void warnOnce(Exception failure) {
    if (!lost && closed.getCount() > 0) {
      lost = true;
      SafeLog.warn(
          LOG,
          "Cannot listen for appends of other stores; followers poll instead, reconnecting every"
              + " second (logged once)",
          failure);
    }
  }

  /** Ignores notifications of this store, which wakes its followers itself. */
  private boolean isOfOthers(PGNotification[] notifications) {
    return Stream.of(notifications).anyMatch(one -> !origin.equals(one.getParameter()));
  }

  private String channel(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(channel)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public boolean isListening() {
    return listening;
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      thread.join(PAUSE_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
