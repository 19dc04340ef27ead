package io.tidings.event.store;

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

/**
 * Hears the notifications of a trail on a connection and a thread of its own, and connects anew
 * where it has to. Thread-safe.
 */
final class PostgresNews implements News, Runnable {

  private static final int LISTEN_MILLIS = 100;
  private static final long PAUSE_MILLIS = 1_000;

  private final DataSource connections;
  private final String channel;
  private final String origin;
  private final Runnable bell;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread;
  private volatile boolean heard;

  /** Begins to listen for what comes from others than {@code origin}. */
  PostgresNews(DataSource connections, String channel, String origin, Runnable bell) {
    this.connections = connections;
    this.channel = channel;
    this.origin = origin;
    this.bell = bell;
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
    } catch (InterruptedException | LinkageError unheard) {
      // Followers look now and then instead.
    }
  }

  /** What was appended before it listens is found by the ring after it. */
  private void listen() {
    try (Connection connection = PostgresDatabase.committing(connections)) {
      PGConnection listening = connection.unwrap(PGConnection.class);
      execute(connection, "LISTEN " + channel(connection));
      try {
        heard = true;
        bell.run();
        while (closed.getCount() > 0) {
          if (isOfOthers(listening.getNotifications(LISTEN_MILLIS))) {
            bell.run();
          }
        }
      } finally {
        heard = false;
      }
      execute(connection, "UNLISTEN *");
    } catch (SQLException unheard) {
      // The next turn may hear more.
    }
  }

  /** What this store itself has appended its followers have heard of already. */
  private boolean isOfOthers(PGNotification[] told) {
    return Stream.of(told).anyMatch(one -> !origin.equals(one.getParameter()));
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
  public boolean isHeard() {
    return heard;
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
