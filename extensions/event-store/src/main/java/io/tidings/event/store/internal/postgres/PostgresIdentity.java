package io.tidings.event.store.internal.postgres;

import io.tidings.event.store.internal.schema.Migrations;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The identity of a trail among schemas of the same name: the oid of the database and an id in the
 * comment on the event table, since a copy of the database has the same comments. Thread-safe.
 */
public final class PostgresIdentity {

  /** The statement that gives a table a new id. */
  static final String COMMENT =
      "DO $$ BEGIN EXECUTE 'COMMENT ON TABLE %s IS '"
          + " || quote_literal(md5(random()::text || clock_timestamp())::uuid::text); END $$";

  private final String table;
  private final String query;
  private volatile @Nullable String expected;

  /** Creates the identity of a trail; {@code table} is quoted as in SQL. */
  PostgresIdentity(String table) {
    this.table = table;
    this.query =
        """
        SELECT oid || ' ' || obj_description(to_regclass('%s'), 'pg_class')
        FROM pg_database WHERE datname = current_database()\
        """
            .formatted(table.replace("'", "''"));
  }

  /** Gives the trail an id unless it has one or, in an earlier version, another table. */
  void ensure(Connection connection) throws SQLException {
    if (identityOn(connection) == null && exists(connection)) {
      Migrations.execute(
          connection, "COMMENT ON TABLE " + table + " IS '" + UUID.randomUUID() + "'");
    }
  }

  private boolean exists(Connection connection) throws SQLException {
    try (PreparedStatement statement =
            connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL");
        ResultSet rows = ask(statement)) {
      return rows.next() && rows.getBoolean(1);
    }
  }

  private ResultSet ask(PreparedStatement statement) throws SQLException {
    statement.setString(1, table);
    return statement.executeQuery();
  }

  /** Reads the identity on a connection of the store's own. */
  void read(Connection connection) throws SQLException {
    expected = identityOn(connection);
  }

  /** Returns whether a connection is connected to the trail. */
  boolean matches(Connection connection) throws SQLException {
    String identity = expected;
    return identity != null && identity.equals(identityOn(connection));
  }

  private @Nullable String identityOn(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query);
        ResultSet rows = statement.executeQuery()) {
      return rows.next() ? rows.getString(1) : null;
    }
  }
}
