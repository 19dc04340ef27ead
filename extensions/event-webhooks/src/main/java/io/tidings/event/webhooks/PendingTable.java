package io.tidings.event.webhooks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What has still to be delivered, and the place in the trail up to which it was made. Stateless.
 */
final class PendingTable {

  /** Neither what is waiting nor what has been delivered is made again. */
  private static final String INSERT =
      """
      INSERT OR IGNORE INTO pending
        (id, project_id, subscription_id, event_id, event_type, body, attempts, created_at, due_at)
      SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8
      WHERE NOT EXISTS (SELECT 1 FROM delivery WHERE id = ?1)\
      """;

  private PendingTable() {}

  static void insert(Connection connection, PendingDelivery made) throws SQLException {
    SubscriptionTable.update(
        connection,
        INSERT,
        made.id(),
        made.project(),
        made.subscriptionId(),
        made.eventId(),
        made.eventType(),
        made.body(),
        made.attempts(),
        Micros.of(made.createdAt()));
  }

  static void delete(Connection connection, String id) throws SQLException {
    SubscriptionTable.update(connection, "DELETE FROM pending WHERE id = ?", id);
  }

  static void postpone(Connection connection, String id, int attempts, Instant due)
      throws SQLException {
    SubscriptionTable.update(
        connection,
        "UPDATE pending SET attempts = ?, due_at = ? WHERE id = ?",
        attempts,
        Micros.of(due),
        id);
  }

  /** Returns what is due for a subscription, what has been due for longest first. */
  static List<PendingDelivery> due(
      Connection connection, String subscriptionId, Instant now, int most) throws SQLException {
    List<PendingDelivery> due = new ArrayList<>();
    try (PreparedStatement select =
            SubscriptionTable.bound(
                connection,
                "SELECT * FROM pending WHERE subscription_id = ? AND due_at <= ?"
                    + " ORDER BY due_at, place LIMIT ?",
                subscriptionId,
                Micros.of(now),
                most);
        ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        due.add(row(rows));
      }
    }
    return due;
  }

  /** Returns when the next of a subscription's is due, if there is one. */
  static Optional<Instant> nextDue(Connection connection, String subscriptionId, Instant now)
      throws SQLException {
    try (PreparedStatement select =
            SubscriptionTable.bound(
                connection,
                "SELECT due_at FROM pending WHERE subscription_id = ? AND due_at > ?"
                    + " ORDER BY due_at LIMIT 1",
                subscriptionId,
                Micros.of(now));
        ResultSet rows = select.executeQuery()) {
      return rows.next() ? Optional.of(Micros.instant(rows.getLong(1))) : Optional.empty();
    }
  }

  static long count(Connection connection) throws SQLException {
    return number(connection, "SELECT count(*) FROM pending");
  }

  static long cursor(Connection connection) throws SQLException {
    return number(connection, "SELECT value FROM state WHERE name = 'cursor'");
  }

  static void setCursor(Connection connection, long seq) throws SQLException {
    SubscriptionTable.update(connection, "UPDATE state SET value = ? WHERE name = 'cursor'", seq);
  }

  private static long number(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  private static PendingDelivery row(ResultSet row) throws SQLException {
    return new PendingDelivery(
        row.getString("id"),
        row.getString("project_id"),
        row.getString("subscription_id"),
        row.getString("event_id"),
        row.getString("event_type"),
        row.getString("body"),
        row.getInt("attempts"),
        Micros.instant(row.getLong("created_at")));
  }
}
