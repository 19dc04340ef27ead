package io.tidings.event.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Where the versions of a schema are kept: the trail's, or that of tables beside it. Immutable. */
final class Versions {

  /** The trail's. */
  static final Versions OF_TRAIL = new Versions("schema_version", null);

  private final String table;
  private final @Nullable String name;

  private Versions(String table, @Nullable String name) {
    this.table = table;
    this.name = name;
  }

  /** Returns those of the tables with a name. */
  static Versions of(String name) {
    return new Versions("extension_version", name);
  }

  /** Returns what these are versions of, for people. */
  String schema() {
    return name == null ? "schema" : name + " schema";
  }

  /** Returns the newest; 0 for none. */
  int newest(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT max(version) FROM " + table + named(" WHERE "))) {
      bind(select, 1);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? rows.getInt(1) : 0;
      }
    }
  }

  void add(Connection connection, int version, long at) throws SQLException {
    String sql =
        name == null
            ? " (version, migrated_at) VALUES (?, ?)"
            : " (version, migrated_at, name) VALUES (?, ?, ?)";
    try (PreparedStatement insert = connection.prepareStatement("INSERT INTO " + table + sql)) {
      insert.setInt(1, version);
      insert.setLong(2, at);
      bind(insert, 3);
      insert.executeUpdate();
    }
  }

  void remove(Connection connection, int version) throws SQLException {
    try (PreparedStatement delete =
        connection.prepareStatement(
            "DELETE FROM " + table + " WHERE version = ?" + named(" AND "))) {
      delete.setInt(1, version);
      bind(delete, 2);
      delete.executeUpdate();
    }
  }

  private String named(String conjunction) {
    return name == null ? "" : conjunction + "name = ?";
  }

  private void bind(PreparedStatement statement, int place) throws SQLException {
    if (name != null) {
      statement.setString(place, name);
    }
  }
}
