package io.tidings.event.webhooks.internal.tables;

import io.tidings.event.store.spi.Micros;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** Access to {@code webhook_delivery}. Stateless. */
public final class DeliveryTable {

  private static final String INSERT =
      """
      INSERT INTO webhook_delivery
        (id, project_id, subscription_id, event_id, event_type, success, status_code, attempts,
         request, response, error, created_at, finished_at)
      SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
      WHERE EXISTS (SELECT 1 FROM webhook_subscription WHERE id = ?)
        AND NOT EXISTS (SELECT 1 FROM webhook_pending WHERE id = ?)
      ON CONFLICT DO NOTHING\
      """;

  private DeliveryTable() {}

  /**
   * Inserts an outcome. Has no effect if the delivery has an outcome or is pending, or if its
   * subscription has been removed.
   */
  public static void insert(Connection connection, DeliveryRow outcome) throws SQLException {
    Sql.update(
        connection,
        INSERT,
        outcome.id(),
        outcome.project(),
        outcome.subscriptionId(),
        outcome.eventId(),
        outcome.eventType(),
        outcome.success(),
        outcome.statusCode(),
        outcome.attempts(),
        outcome.request(),
        outcome.response(),
        outcome.error(),
        Micros.floor(outcome.createdAt()),
        Micros.floor(outcome.finishedAt()),
        outcome.subscriptionId(),
        outcome.id());
  }

  /** Returns the outcomes of a subscription, the latest first. */
  public static List<DeliveryRow> of(Connection connection, String project, String id, int limit)
      throws SQLException {
    return Sql.list(
        connection,
        DeliveryTable::row,
        "SELECT * FROM webhook_delivery WHERE project_id = ? AND subscription_id = ?"
            + " ORDER BY finished_at DESC, id LIMIT ?",
        project,
        id,
        limit);
  }

  private static DeliveryRow row(ResultSet row) throws SQLException {
    int status = row.getInt("status_code");
    return new DeliveryRow(
        row.getString("id"),
        row.getString("project_id"),
        row.getString("subscription_id"),
        row.getString("event_id"),
        row.getString("event_type"),
        row.getBoolean("success"),
        status == 0 ? null : status,
        row.getInt("attempts"),
        row.getString("request"),
        row.getString("response"),
        row.getString("error"),
        Micros.instant(row.getLong("created_at")),
        Micros.instant(row.getLong("finished_at")));
  }
}
