package io.tidings.event.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;

/**
 * A right that one process has at a time, kept in the trail, by the clock of the database. It ends
 * by itself where its owner has gone. Thread-safe.
 */
final class Leases {

  private static final String TAKE =
      """
      INSERT INTO lease (name, owner, expires_at) VALUES (?, ?, {now} + ?)
      ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, expires_at = excluded.expires_at
      WHERE lease.owner = excluded.owner OR lease.expires_at < {now}\
      """;

  private final String take;
  private final String owner = UUID.randomUUID().toString();

  Leases(Database database) {
    this.take = database.ddl(TAKE);
  }

  /** Takes or keeps a right, and answers whether it is this owner's. */
  boolean take(Connection connection, String name, Duration time) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(take)) {
      statement.setString(1, name);
      statement.setString(2, owner);
      statement.setLong(3, time.toMillis() * 1_000);
      return statement.executeUpdate() == 1;
    }
  }

  /** Gives a right back, and answers whether it was this owner's. */
  boolean release(Connection connection, String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("DELETE FROM lease WHERE name = ? AND owner = ?")) {
      statement.setString(1, name);
      statement.setString(2, owner);
      return statement.executeUpdate() == 1;
    }
  }
}
