package io.tidings.event.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a trail is told from others whose schema has the same name: an id of its own, which is the
 * comment on its table, and the database, since a copy of that has the same comments. Thread-safe.
 */
final class PostgresIdentity {

  private final String table;
  private final String which;
  private volatile @Nullable String own;

  /** Creates the identity of a trail with a table, given as it is named in SQL. */
  PostgresIdentity(String table) {
    this.table = table;
    this.which =
        """
        SELECT oid || ' ' || obj_description(to_regclass('%s'), 'pg_class')
        FROM pg_database WHERE datname = current_database()\
        """
            .formatted(table.replace("'", "''"));
  }

  /** Gives the trail an id, unless it has one. */
  void give(Connection connection) throws SQLException {
    if (at(connection) == null) {
      Migrations.execute(
          connection, "COMMENT ON TABLE " + table + " IS '" + UUID.randomUUID() + "'");
    }
  }

  /** Learns the id of the trail on a connection of the store's own. */
  void learn(Connection connection) throws SQLException {
    own = at(connection);
  }

  /** Tells whether a connection leads to the trail. */
  boolean isAt(Connection connection) throws SQLException {
    String mine = own;
    return mine != null && mine.equals(at(connection));
  }

  private @Nullable String at(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(which);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? rows.getString(1) : null;
    }
  }
}
