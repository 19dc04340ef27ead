package io.tidings.event.webhooks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What has still to be delivered. Stateless. */
final class PendingTable {

  /** Neither what is waiting nor what has been delivered is made again. */
  static final String INSERT =
      """
      INSERT INTO webhook_pending
        (id, project_id, subscription_id, event_id, event_type, body, attempts, created_at, due_at)
      SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?
      WHERE NOT EXISTS (SELECT 1 FROM webhook_delivery WHERE id = ?)
      ON CONFLICT (id) DO NOTHING\
      """;

  private PendingTable() {}

  /** Returns the values of {@link #INSERT}. */
  static Object[] values(PendingDelivery made) {
    long due = Micros.of(made.createdAt());
    return new Object[] {
      made.id(),
      made.project(),
      made.subscriptionId(),
      made.eventId(),
      made.eventType(),
      made.body(),
      made.attempts(),
      due,
      due,
      made.id()
    };
  }

  static void delete(Connection connection, String id) throws SQLException {
    Sql.update(connection, "DELETE FROM webhook_pending WHERE id = ?", id);
  }

  static void postpone(Connection connection, String id, int attempts, Instant due)
      throws SQLException {
    Sql.update(
        connection,
        "UPDATE webhook_pending SET attempts = ?, due_at = ? WHERE id = ?",
        attempts,
        Micros.of(due),
        id);
  }

  /** Returns what is due for a subscription, what has been due for longest first. */
  static List<PendingDelivery> due(
      Connection connection, String subscriptionId, Instant now, int most) throws SQLException {
    return Sql.list(
        connection,
        PendingTable::row,
        "SELECT * FROM webhook_pending WHERE subscription_id = ? AND due_at <= ?"
            + " ORDER BY due_at, place LIMIT ?",
        subscriptionId,
        Micros.of(now),
        most);
  }

  /** Returns when the next of a subscription's is due, if there is one. */
  static Optional<Instant> nextDue(Connection connection, String subscriptionId, Instant now)
      throws SQLException {
    return Sql.list(
            connection,
            row -> Micros.instant(row.getLong(1)),
            "SELECT due_at FROM webhook_pending WHERE subscription_id = ? AND due_at > ?"
                + " ORDER BY due_at LIMIT 1",
            subscriptionId,
            Micros.of(now))
        .stream()
        .findFirst();
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
