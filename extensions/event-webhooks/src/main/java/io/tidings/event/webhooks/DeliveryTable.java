package io.tidings.event.webhooks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/** What became of deliveries. Stateless. */
final class DeliveryTable {

  private static final String UPSERT =
      """
      INSERT INTO webhook_delivery
        (id, project_id, subscription_id, event_id, event_type, success, status_code, attempts,
         request, response, error, created_at, finished_at)
      SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
      WHERE EXISTS (SELECT 1 FROM webhook_subscription WHERE id = ?)
      ON CONFLICT (project_id, subscription_id, event_id) DO UPDATE SET
        success = excluded.success, status_code = excluded.status_code,
        attempts = excluded.attempts, request = excluded.request, response = excluded.response,
        error = excluded.error, finished_at = excluded.finished_at\
      """;

  private DeliveryTable() {}

  /** Keeps an outcome, unless its subscription was removed meanwhile. */
  static void upsert(Connection connection, WebhookDelivery done) throws SQLException {
    Sql.update(
        connection,
        UPSERT,
        done.id(),
        done.project(),
        done.subscriptionId(),
        done.eventId(),
        done.eventType(),
        done.success(),
        done.statusCode(),
        done.attempts(),
        done.request(),
        done.response(),
        done.error(),
        Micros.of(done.createdAt()),
        Micros.of(done.finishedAt()),
        done.subscriptionId());
  }

  /** Returns the deliveries of a subscription, the latest first. */
  static List<WebhookDelivery> of(Connection connection, String project, String id, int most)
      throws SQLException {
    return Sql.list(
        connection,
        DeliveryTable::row,
        "SELECT * FROM webhook_delivery WHERE project_id = ? AND subscription_id = ?"
            + " ORDER BY finished_at DESC, id LIMIT ?",
        project,
        id,
        most);
  }

  private static WebhookDelivery row(ResultSet row) throws SQLException {
    int status = row.getInt("status_code");
    return new WebhookDelivery(
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
