package io.tidings.event.webhooks.internal.tables;

import io.tidings.event.store.spi.Micros;
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

/** Access to {@code webhook_subscription}. Stateless. */
public final class SubscriptionTable {

  private static final Logger LOG =
      LoggerFactory.getLogger("io.tidings.event.webhooks.WebhookStore");

  private static final String SELECT =
      "SELECT id, project_id, spec, sealed, paused, told_after, missed_after, created_at,"
          + " updated_at FROM webhook_subscription";

  private SubscriptionTable() {}

  /**
   * The sealed secret of a subscription. Immutable.
   *
   * @param id the subscription
   * @param text the sealed secret, or null without one
   */
  public record Sealed(String id, @Nullable String text) {}

  /**
   * The failures of a subscription. Immutable.
   *
   * @param count the number of consecutive failed deliveries
   * @param paused whether the subscription is paused; failures are then not counted
   */
  public record Failures(int count, boolean paused) {

    /** Returns the failures after another delivery; at the limit the subscription is paused. */
    public Failures after(boolean delivered, int limit) {
      if (paused) {
        return this;
      }
      int next = delivered ? 0 : count + 1;
      return new Failures(next, next >= limit);
    }
  }

  /** Inserts a subscription; events stored later are delivered to it. */
  public static void insert(Connection connection, StoredSubscription created, String sealed)
      throws SQLException {
    StateTable.change(connection);
    Sql.update(
        connection,
        "INSERT INTO webhook_subscription"
            + " (id, project_id, spec, sealed, told_after, created_at, updated_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        created.id(),
        created.project(),
        SettingsJson.write(created.settings()),
        sealed,
        StateTable.head(connection),
        Micros.floor(created.createdAt()),
        Micros.floor(created.updatedAt()));
  }

  /** Replaces the settings. */
  public static void setSettings(
      Connection connection, String id, SubscriptionSettings settings, Instant now)
      throws SQLException {
    StateTable.change(connection);
    Sql.update(
        connection,
        "UPDATE webhook_subscription SET spec = ?, updated_at = ? WHERE id = ?",
        SettingsJson.write(settings),
        Micros.floor(now),
        id);
  }

  /** Replaces the sealed secret. */
  public static void setSecret(
      Connection connection, String id, @Nullable String sealed, Instant now) throws SQLException {
    StateTable.change(connection);
    Sql.update(
        connection,
        "UPDATE webhook_subscription SET sealed = ?, updated_at = ? WHERE id = ?",
        sealed,
        Micros.floor(now),
        id);
  }

  /** Pauses a subscription; events after the last enqueued one are skipped. */
  public static void pause(Connection connection, String id, String reason) throws SQLException {
    StateTable.change(connection);
    Sql.update(
        connection,
        "UPDATE webhook_subscription SET paused = ?, failures = 0,"
            + " missed_after = COALESCE(missed_after, ?) WHERE id = ?",
        reason,
        StateTable.enqueuedUpTo(connection),
        id);
  }

  /** Resumes a subscription; skipped events are enqueued afterwards. */
  public static void resume(Connection connection, String id) throws SQLException {
    StateTable.change(connection);
    Sql.update(
        connection, "UPDATE webhook_subscription SET paused = NULL, failures = 0 WHERE id = ?", id);
  }

  /** Returns the failures of a subscription, if it exists. */
  public static Optional<Failures> failures(Connection connection, String id) throws SQLException {
    return Sql.list(
            connection,
            row -> new Failures(row.getInt(1), row.getString(2) != null),
            "SELECT failures, paused FROM webhook_subscription WHERE id = ?",
            id)
        .stream()
        .findFirst();
  }

  /** Sets the number of consecutive failures, without a new revision. */
  public static void setFailures(Connection connection, String id, int failures)
      throws SQLException {
    Sql.update(
        connection, "UPDATE webhook_subscription SET failures = ? WHERE id = ?", failures, id);
  }

  /** Sets the start of the skipped events, without a new revision. */
  public static void setMissedAfter(Connection connection, String id, @Nullable Long seq)
      throws SQLException {
    Sql.update(
        connection, "UPDATE webhook_subscription SET missed_after = ? WHERE id = ?", seq, id);
  }

  /** Deletes a subscription and its deliveries; returns its sealed secret, if it existed. */
  public static Optional<Sealed> delete(Connection connection, String project, String id)
      throws SQLException {
    StateTable.change(connection);
    Optional<Sealed> secret =
        secrets(connection, " WHERE project_id = ? AND id = ?", project, id).stream().findFirst();
    if (secret.isPresent()) {
      Sql.update(connection, "DELETE FROM webhook_pending WHERE subscription_id = ?", id);
      Sql.update(connection, "DELETE FROM webhook_delivery WHERE subscription_id = ?", id);
      Sql.update(connection, "DELETE FROM webhook_subscription WHERE id = ?", id);
    }
    return secret;
  }

  /** Returns the oldest sealed secret, if there is one. */
  public static Optional<Sealed> oldestSealed(Connection connection) throws SQLException {
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

  /** Returns the lowest sequence number after which a subscription exists, if there is one. */
  public static Optional<Long> earliest(Connection connection) throws SQLException {
    return Sql.list(
            connection,
            row -> row.getLong(1),
            "SELECT told_after FROM webhook_subscription ORDER BY told_after LIMIT 1")
        .stream()
        .findFirst();
  }

  /** Returns a subscription of a project, if it exists. */
  public static Optional<SubscriptionRow> find(Connection connection, String project, String id)
      throws SQLException {
    return rows(connection, " WHERE project_id = ? AND id = ?", project, id).stream().findFirst();
  }

  /** Returns the subscriptions of a project, the oldest first. */
  public static List<SubscriptionRow> of(Connection connection, String project)
      throws SQLException {
    return rows(connection, " WHERE project_id = ? ORDER BY created_at, id", project);
  }

  /** Returns all subscriptions, the oldest first. */
  public static List<SubscriptionRow> all(Connection connection) throws SQLException {
    return rows(connection, " ORDER BY created_at, id");
  }

  /** Leaves out rows that cannot be read. */
  private static List<SubscriptionRow> rows(Connection connection, String where, Object... values)
      throws SQLException {
    List<SubscriptionRow> rows = new ArrayList<>();
    Sql.list(connection, SubscriptionTable::row, SELECT + where, values)
        .forEach(row -> row.ifPresent(rows::add));
    return rows;
  }

  private static Optional<SubscriptionRow> row(ResultSet row) throws SQLException {
    String id = row.getString("id");
    String spec = row.getString("spec");
    long missedAfter = row.getLong("missed_after");
    Long missed = row.wasNull() ? null : missedAfter;
    try {
      return Optional.of(
          new SubscriptionRow(
              new StoredSubscription(
                  id,
                  row.getString("project_id"),
                  SettingsJson.read(spec),
                  row.getString("paused"),
                  Micros.instant(row.getLong("created_at")),
                  Micros.instant(row.getLong("updated_at"))),
              row.getString("sealed"),
              row.getLong("told_after"),
              missed));
    } catch (IllegalArgumentException | NullPointerException unreadable) {
      LOG.warn(
          "subscription {} cannot be read and is skipped; remove it and create it again",
          id,
          unreadable);
      return Optional.empty();
    }
  }
}
