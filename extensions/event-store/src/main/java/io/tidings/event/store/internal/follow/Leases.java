package io.tidings.event.store.internal.follow;

import io.tidings.event.internal.Durations;
import io.tidings.event.store.internal.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leases of one owner, stored in the trail and expiring by the database's clock. A lease is stored
 * with its time: one that ends later than that from now was taken before the clock was set back,
 * and is shortened to its time. Thread-safe.
 */
public final class Leases {

  private static final Logger LOG = LoggerFactory.getLogger("io.tidings.event.store.EventStore");

  private static final String TAKE =
      """
      INSERT INTO lease (name, owner, expires_at) VALUES (?, ?, {now} + ?)
      ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at
      WHERE lease.owner = excluded.owner OR lease.expires_at < {now}\
      """;

  private static final String HOLDER =
      "SELECT owner, expires_at, expires_at - {now} FROM lease WHERE name = ?";

  private static final String SHORTEN =
      """
      UPDATE lease SET expires_at = {now} + ?
      WHERE name = ? AND owner = ? AND expires_at = ?\
      """;

  /** The longest time: its end is within the range of the column. */
  private static final Duration LONGEST = Duration.ofDays(36_525_000);

  /** The difference of two readings of the clock that counts as none. */
  private static final long TOLERANCE = 1_000_000;

  private final String take;
  private final String holder;
  private final String shorten;
  private final long time;
  private final String owner;

  /** Creates an owner whose leases expire after {@code time} unless they are renewed. */
  public Leases(Database database, Duration time) {
    this.take = database.ddl(TAKE);
    this.holder = database.ddl(HOLDER);
    this.shorten = database.ddl(SHORTEN);
    this.time = Math.min(Durations.micros(LONGEST), Durations.micros(time));
    this.owner = UUID.randomUUID() + " " + this.time;
  }

  /** Takes or renews a lease; returns whether this owner holds it. */
  public boolean take(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(take)) {
      statement.setString(1, name);
      statement.setString(2, owner);
      statement.setLong(3, time);
      if (statement.executeUpdate() == 1) {
        return true;
      }
    }
    shortenBeyondItsTime(connection, name);
    return false;
  }

  /** Shortens another owner's lease that ends later than its time from now. */
  private void shortenBeyondItsTime(Connection connection, String name) throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(holder)) {
      select.setString(1, name);
      try (ResultSet rows = select.executeQuery()) {
        if (rows.next()) {
          String other = rows.getString(1);
          long allowed = timeOf(other);
          if (rows.getLong(3) - allowed > TOLERANCE) {
            shorten(connection, name, other, rows.getLong(2), allowed);
          }
        }
      }
    }
  }

  private void shorten(Connection connection, String name, String other, long end, long allowed)
      throws SQLException {
    try (PreparedStatement update = connection.prepareStatement(shorten)) {
      update.setLong(1, allowed);
      update.setString(2, name);
      update.setString(3, other);
      update.setLong(4, end);
      if (update.executeUpdate() == 1) {
        LOG.warn(
            "The end of the lease '{}' was later than its time from now: the clock of the database"
                + " was set back. The lease now ends in {} unless its owner renews it",
            name,
            Duration.ofMillis(allowed / 1_000));
      }
    }
  }

  /** Returns the time stored with an owner; that of this owner if an earlier version stored it. */
  private long timeOf(String stored) {
    int space = stored.indexOf(' ');
    try {
      return space < 0 ? time : Long.parseLong(stored, space + 1, stored.length(), 10);
    } catch (NumberFormatException other) {
      return time;
    }
  }

  /** Releases a lease; returns whether this owner held it. */
  public boolean release(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM lease WHERE name = ? AND owner = ?")) {
      statement.setString(1, name);
      statement.setString(2, owner);
      return statement.executeUpdate() == 1;
    }
  }
}
