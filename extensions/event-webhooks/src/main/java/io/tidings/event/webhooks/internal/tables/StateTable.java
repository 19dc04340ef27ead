package io.tidings.event.webhooks.internal.tables;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Three counters: {@code revision} rises with each change of a subscription, {@code fed} is the
 * sequence number up to which deliveries were enqueued, and {@code epoch} rises when a dispatcher
 * takes over. Stateless.
 *
 * <p>Every transaction that changes a subscription, enqueues deliveries or records outcomes locks
 * the row of the revision first, so that these transactions are serialized.
 */
public final class StateTable {

  private static final String VALUE = "SELECT value FROM webhook_state WHERE name = ?";

  private StateTable() {}

  /** Locks the state for this transaction and returns the revision. */
  public static long lock(Connection connection) throws SQLException {
    Sql.update(connection, "UPDATE webhook_state SET value = value WHERE name = 'revision'");
    return revision(connection);
  }

  /** Locks the state for this transaction and increments the revision. */
  static void change(Connection connection) throws SQLException {
    Sql.update(connection, "UPDATE webhook_state SET value = value + 1 WHERE name = 'revision'");
  }

  /** Returns the revision. */
  public static long revision(Connection connection) throws SQLException {
    return Sql.number(connection, VALUE, "revision");
  }

  /** Returns the number of the dispatcher that took over last, or 0 before the first. */
  public static long epoch(Connection connection) throws SQLException {
    return Sql.number(connection, VALUE, "epoch");
  }

  /** Locks the state for this transaction, supersedes every dispatcher and returns the epoch. */
  public static long takeOver(Connection connection) throws SQLException {
    lock(connection);
    Sql.update(
        connection,
        "INSERT INTO webhook_state (name, value) VALUES ('epoch', 1)"
            + " ON CONFLICT (name) DO UPDATE SET value = webhook_state.value + 1");
    return epoch(connection);
  }

  /** Returns the sequence number up to which deliveries were enqueued. */
  static long enqueuedUpTo(Connection connection) throws SQLException {
    return Sql.number(connection, VALUE, "fed");
  }

  /** Raises the sequence number up to which deliveries were enqueued; never lowers it. */
  public static void setEnqueuedUpTo(Connection connection, long seq) throws SQLException {
    Sql.update(
        connection,
        "UPDATE webhook_state SET value = ? WHERE name = 'fed' AND value < ?",
        seq,
        seq);
  }

  /** Returns the highest sequence number of the trail. */
  public static long head(Connection connection) throws SQLException {
    return Sql.number(connection, "SELECT max(seq) FROM trail_event");
  }
}
