package io.tidings.event.store.internal.follow;

import io.tidings.event.store.internal.Database;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/** Leases of one owner, stored in the trail and expiring by the database's clock. Thread-safe. */
public final class Leases {

  private static final String TAKE =
      """
      INSERT INTO lease (name, owner, expires_at) VALUES (?, ?, {now} + ?)
      ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at
      WHERE lease.owner = excluded.owner OR lease.expires_at < {now}\
      """;

  private final String take;
  private final String owner = UUID.randomUUID().toString();

  public Leases(Database database) {
    this.take = database.ddl(TAKE);
  }

  /** Takes or renews a lease; returns whether this owner holds it. */
  public boolean take(Connection connection, String name, Duration time) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(take)) {
      statement.setString(1, name);
      statement.setString(2, owner);
      statement.setLong(3, time.toMillis() * 1_000);
      return statement.executeUpdate() == 1;
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
