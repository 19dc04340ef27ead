package io.tidings.event.webhooks;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * What is remembered beside subscriptions and deliveries: {@code revision}, which rises with each
 * change of a subscription, and {@code fed}, the place in the trail up to which deliveries were
 * made. Stateless.
 *
 * <p>Whoever changes a subscription, makes deliveries or keeps outcomes takes the row of the
 * revision first: they come one after the other, and each sees what the one before has done.
 */
final class StateTable {

  private static final String VALUE = "SELECT value FROM webhook_state WHERE name = ?";

  private StateTable() {}

  /** Waits for all others who change something, and returns the revision. */
  static long lock(Connection connection) throws SQLException {
    Sql.update(connection, "UPDATE webhook_state SET value = value WHERE name = 'revision'");
    return revision(connection);
  }

  /** Waits for all others who change something, and tells that a subscription is changed. */
  static void change(Connection connection) throws SQLException {
    Sql.update(connection, "UPDATE webhook_state SET value = value + 1 WHERE name = 'revision'");
  }

  static long revision(Connection connection) throws SQLException {
    return Sql.number(connection, VALUE, "revision");
  }

  static long fed(Connection connection) throws SQLException {
    return Sql.number(connection, VALUE, "fed");
  }

  /** Keeps the place up to which deliveries were made; it never goes back. */
  static void setFed(Connection connection, long seq) throws SQLException {
    Sql.update(
        connection,
        "UPDATE webhook_state SET value = ? WHERE name = 'fed' AND value < ?",
        seq,
        seq);
  }

  /** Returns the last place of the trail. */
  static long head(Connection connection) throws SQLException {
    return Sql.number(connection, "SELECT max(seq) FROM event");
  }
}
