package io.tidings.event.webhooks.internal.tables;

import io.tidings.event.store.spi.Micros;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Access to {@code webhook_pending}. Stateless. */
public final class PendingTable {

  /** Inserts a delivery unless it is pending or has an outcome. */
  public static final String INSERT =
      """
      INSERT INTO webhook_pending
        (id, project_id, subscription_id, event_id, event_type, body, attempts, created_at, due_at)
      SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?
      WHERE NOT EXISTS (SELECT 1 FROM webhook_delivery WHERE id = ?)
      ON CONFLICT (id) DO NOTHING\
      """;

  private PendingTable() {}

  /** Returns the values of {@link #INSERT}. */
  public static Object[] values(PendingDelivery delivery) {
    long due = Micros.floor(delivery.createdAt());
    return new Object[] {
      delivery.id(),
      delivery.project(),
      delivery.subscriptionId(),
      delivery.eventId(),
      delivery.eventType(),
      delivery.body(),
      delivery.attempts(),
      due,
      due,
      delivery.id()
    };
  }

  /** Deletes a delivery that has the given number of attempts; returns whether it existed. */
  public static boolean delete(Connection connection, PendingDelivery delivery)
      throws SQLException {
    return Sql.update(
            connection,
            "DELETE FROM webhook_pending WHERE id = ? AND attempts = ?",
            delivery.id(),
            delivery.attempts())
        > 0;
  }

  /**
   * Sets the number of attempts and the time of the next one. Has no effect if the delivery is no
   * longer pending or has another number of attempts.
   */
  public static void postpone(
      Connection connection, PendingDelivery delivery, int attempts, Instant due)
      throws SQLException {
    Sql.update(
        connection,
        "UPDATE webhook_pending SET attempts = ?, due_at = ? WHERE id = ? AND attempts = ?",
        attempts,
        Micros.floor(due),
        delivery.id(),
        delivery.attempts());
  }

  /** Returns due deliveries of a subscription, the longest due first. */
  public static List<PendingDelivery> due(
      Connection connection, String subscriptionId, Instant now, int limit) throws SQLException {
    return Sql.list(
        connection,
        PendingTable::row,
        "SELECT * FROM webhook_pending WHERE subscription_id = ? AND due_at <= ?"
            + " ORDER BY due_at, place LIMIT ?",
        subscriptionId,
        Micros.floor(now),
        limit);
  }

  /** Returns the time at which the next delivery of a subscription is due, if there is one. */
  public static Optional<Instant> nextDue(Connection connection, String subscriptionId, Instant now)
      throws SQLException {
    return Sql.list(
            connection,
            row -> Micros.instant(row.getLong(1)),
            "SELECT due_at FROM webhook_pending WHERE subscription_id = ? AND due_at > ?"
                + " ORDER BY due_at LIMIT 1",
            subscriptionId,
            Micros.floor(now))
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
