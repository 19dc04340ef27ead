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
import org.jspecify.annotations.Nullable;

/** Subscriptions in the database, with what their vault returned. Stateless. */
final class SubscriptionTable {

  private static final String COLUMNS =
      "SELECT id, project_id, spec, sealed, paused, failures, created_at, updated_at"
          + " FROM subscription";

  private SubscriptionTable() {}

  /**
   * A row. Immutable.
   *
   * @param subscription the subscription
   * @param sealed what the vault returned for its secret, or null if it has none
   * @param failures how many deliveries in a row have failed
   */
  record Row(WebhookSubscription subscription, @Nullable String sealed, int failures) {}

  static void insert(Connection connection, WebhookSubscription made, String sealed)
      throws SQLException {
    change(
        connection,
        "INSERT INTO subscription (id, project_id, spec, sealed, created_at, updated_at)"
            + " VALUES (?, ?, ?, ?, ?, ?)",
        made.id(),
        made.project(),
        SpecJson.write(made.spec()),
        sealed,
        Micros.of(made.createdAt()),
        Micros.of(made.updatedAt()));
  }

  static void setSpec(Connection connection, String id, SubscriptionSpec spec, Instant now)
      throws SQLException {
    change(
        connection,
        "UPDATE subscription SET spec = ?, updated_at = ? WHERE id = ?",
        SpecJson.write(spec),
        Micros.of(now),
        id);
  }

  static void setSecret(Connection connection, String id, @Nullable String sealed, Instant now)
      throws SQLException {
    change(
        connection,
        "UPDATE subscription SET sealed = ?, updated_at = ? WHERE id = ?",
        sealed,
        Micros.of(now),
        id);
  }

  /** Pauses for a reason, or resumes for null; failures are counted from the beginning again. */
  static void setPaused(Connection connection, String id, @Nullable String reason)
      throws SQLException {
    change(connection, "UPDATE subscription SET paused = ?, failures = 0 WHERE id = ?", reason, id);
  }

  /** Keeps how many deliveries in a row have failed; nothing that a cache has to know. */
  static void setFailures(Connection connection, String id, int failures) throws SQLException {
    update(connection, "UPDATE subscription SET failures = ? WHERE id = ?", failures, id);
  }

  static void delete(Connection connection, String id) throws SQLException {
    update(connection, "DELETE FROM pending WHERE subscription_id = ?", id);
    update(connection, "DELETE FROM delivery WHERE subscription_id = ?", id);
    change(connection, "DELETE FROM subscription WHERE id = ?", id);
  }

  static Optional<Row> find(Connection connection, String project, String id) throws SQLException {
    List<Row> rows = select(connection, COLUMNS + " WHERE project_id = ? AND id = ?", project, id);
    return rows.stream().findFirst();
  }

  static List<Row> of(Connection connection, String project) throws SQLException {
    return select(connection, COLUMNS + " WHERE project_id = ? ORDER BY created_at, id", project);
  }

  static List<Row> all(Connection connection) throws SQLException {
    return select(connection, COLUMNS + " ORDER BY created_at, id");
  }

  /** Returns a number that has risen if a subscription has changed. */
  static long revision(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT value FROM state WHERE name = 'revision'")) {
      return rows.next() ? rows.getLong(1) : 0;
    }
  }

  private static void change(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    update(connection, sql, values);
    update(connection, "UPDATE state SET value = value + 1 WHERE name = 'revision'");
  }

  static void update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = bound(connection, sql, values)) {
      statement.executeUpdate();
    }
  }

  static PreparedStatement bound(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }

  private static List<Row> select(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    List<Row> found = new ArrayList<>();
    try (PreparedStatement statement = bound(connection, sql, values);
        ResultSet rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(row(rows));
      }
    }
    return found;
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        new WebhookSubscription(
            row.getString("id"),
            row.getString("project_id"),
            SpecJson.read(row.getString("spec")),
            row.getString("paused"),
            Micros.instant(row.getLong("created_at")),
            Micros.instant(row.getLong("updated_at"))),
        row.getString("sealed"),
        row.getInt("failures"));
  }
}
