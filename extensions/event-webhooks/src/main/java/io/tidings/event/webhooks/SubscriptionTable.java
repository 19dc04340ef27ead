package io.tidings.event.webhooks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Subscriptions in the database, with what their vault returned. Stateless. */
final class SubscriptionTable {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookStore.class);

  private static final String SELECT =
      "SELECT id, project_id, spec, sealed, paused, failures, told_after, missed_after, created_at,"
          + " updated_at FROM webhook_subscription";

  private SubscriptionTable() {}

  /**
   * A row. Immutable.
   *
   * @param subscription the subscription
   * @param sealed what the vault returned for its secret, or null if it has none
   * @param failures how many deliveries in a row have failed
   * @param toldAfter the place in the trail after which events are for it
   * @param missedAfter the place after which some were passed over, or null if none was
   */
  record Row(
      WebhookSubscription subscription,
      @Nullable String sealed,
      int failures,
      long afterSeq,
      @Nullable Long missedAfter) {

    String id() {
      return subscription.id();
    }

    Row withFailures(int count) {
      return new Row(subscription, sealed, count, afterSeq, missedAfter);
    }

    Row withMissedAfter(@Nullable Long seq) {
      return new Row(subscription, sealed, failures, afterSeq, seq);
    }
  }

  /**
   * What a vault has sealed. Immutable.
   *
   * @param id of the subscription
   * @param text what the vault returned, or null if it has no secret
   */
  record Sealed(String id, @Nullable String text) {}

  static void insert(Connection connection, WebhookSubscription made, String sealed)
      throws SQLException {
    StateTable.change(connection);
    Sql.update(
        connection,
        "INSERT INTO webhook_subscription"
            + " (id, project_id, spec, sealed, told_after, created_at, updated_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        made.id(),
        made.project(),
        SpecJson.write(made.spec()),
        sealed,
        StateTable.head(connection),
        Micros.of(made.createdAt()),
        Micros.of(made.updatedAt()));
  }

  static void setSpec(Connection connection, String id, SubscriptionSpec spec, Instant now)
      throws SQLException {
    StateTable.change(connection);
    Sql.update(
        connection,
        "UPDATE webhook_subscription SET spec = ?, updated_at = ? WHERE id = ?",
        SpecJson.write(spec),
        Micros.of(now),
        id);
  }

  static void setSecret(Connection connection, String id, @Nullable String sealed, Instant now)
      throws SQLException {
    StateTable.change(connection);
    Sql.update(
        connection,
        "UPDATE webhook_subscription SET sealed = ?, updated_at = ? WHERE id = ?",
        sealed,
        Micros.of(now),
        id);
  }

  /** Pauses for a reason: from what was made so far on, events are passed over. */
  static void pause(Connection connection, String id, String reason) throws SQLException {
    StateTable.change(connection);
    Sql.update(
        connection,
        "UPDATE webhook_subscription SET paused = ?, failures = 0,"
            + " missed_after = COALESCE(missed_after, ?) WHERE id = ?",
        reason,
        StateTable.fed(connection),
        id);
  }

  /** Resumes; what was passed over is still to be made. */
  static void resume(Connection connection, String id) throws SQLException {
    StateTable.change(connection);
    Sql.update(
        connection, "UPDATE webhook_subscription SET paused = NULL, failures = 0 WHERE id = ?", id);
  }

  /** Keeps how many deliveries in a row have failed; nothing that a cache has to know. */
  static void setFailures(Connection connection, String id, int failures) throws SQLException {
    Sql.update(
        connection, "UPDATE webhook_subscription SET failures = ? WHERE id = ?", failures, id);
  }

  /** Keeps what is still to be made of what was passed over; likewise. */
  static void setMissedAfter(Connection connection, String id, @Nullable Long seq)
      throws SQLException {
    Sql.update(
        connection, "UPDATE webhook_subscription SET missed_after = ? WHERE id = ?", seq, id);
  }

  /** Removes a subscription and all that is its; returns what its vault has, if there was one. */
  static Optional<Sealed> delete(Connection connection, String project, String id)
      throws SQLException {
    StateTable.change(connection);
    Optional<Sealed> found =
        secrets(connection, " WHERE project_id = ? AND id = ?", project, id).stream().findFirst();
    if (found.isPresent()) {
      Sql.update(connection, "DELETE FROM webhook_pending WHERE subscription_id = ?", id);
      Sql.update(connection, "DELETE FROM webhook_delivery WHERE subscription_id = ?", id);
      Sql.update(connection, "DELETE FROM webhook_subscription WHERE id = ?", id);
    }
    return found;
  }

  /** Returns the oldest subscription with a secret, if there is one. */
  static Optional<Sealed> oldestSealed(Connection connection) throws SQLException {
    return secrets(connection, " WHERE sealed IS NOT NULL ORDER BY created_at, id LIMIT 1").stream()
        .findFirst();
  }

  private static List<Sealed> secrets(Connection connection, String where, Object... values)
      throws SQLException {
    return Sql.list(
        connection,
        row -> new Sealed(row.getString(1), row.getString(2)),
        "SELECT id, sealed FROM webhook_subscription" + where,
        values);
  }

  /** Returns the first place after which events are for somebody, if there is anybody. */
  static Optional<Long> earliest(Connection connection) throws SQLException {
    return Sql.list(
            connection,
            row -> row.getLong(1),
            "SELECT told_after FROM webhook_subscription ORDER BY told_after LIMIT 1")
        .stream()
        .findFirst();
  }

  static Optional<Row> find(Connection connection, String project, String id) throws SQLException {
    return rows(connection, " WHERE project_id = ? AND id = ?", project, id).stream().findFirst();
  }

  static List<Row> of(Connection connection, String project) throws SQLException {
    return rows(connection, " WHERE project_id = ? ORDER BY created_at, id", project);
  }

  static List<Row> all(Connection connection) throws SQLException {
    return rows(connection, " ORDER BY created_at, id");
  }

  /** One that cannot be read is left out, and the others do not notice. */
  private static List<Row> rows(Connection connection, String where, Object... values)
      throws SQLException {
    List<Row> rows = new ArrayList<>();
    Sql.list(connection, SubscriptionTable::row, SELECT + where, values)
        .forEach(row -> row.ifPresent(rows::add));
    return rows;
  }

  private static Optional<Row> row(ResultSet row) throws SQLException {
    String id = row.getString("id");
    String spec = row.getString("spec");
    long missedAfter = row.getLong("missed_after");
    Long missed = row.wasNull() ? null : missedAfter;
    try {
      return Optional.of(
          new Row(
              new WebhookSubscription(
                  id,
                  row.getString("project_id"),
                  SpecJson.read(spec),
                  row.getString("paused"),
                  Micros.instant(row.getLong("created_at")),
                  Micros.instant(row.getLong("updated_at"))),
              row.getString("sealed"),
              row.getInt("failures"),
              row.getLong("told_after"),
              missed));
    } catch (IllegalArgumentException | NullPointerException unreadable) {
      LOG.warn(
          "subscription {} cannot be read, and is passed over; remove it, and make it anew",
          id,
          unreadable);
      return Optional.empty();
    }
  }
}
