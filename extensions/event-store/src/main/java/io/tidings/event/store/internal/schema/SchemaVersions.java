package io.tidings.event.store.internal.schema;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The recorded versions of the trail's schema or of an extension's tables. Immutable. */
final class SchemaVersions {

  /** The trail's. */
  static final SchemaVersions OF_TRAIL = new SchemaVersions("schema_version", null);

  private final String table;
  private final @Nullable String name;

  private SchemaVersions(String table, @Nullable String name) {
    this.table = table;
    this.name = name;
  }

  /** Returns the versions of an extension's tables. */
  static SchemaVersions of(String name) {
    return new SchemaVersions("extension_version", name);
  }

  /** Returns the name of the schema for messages. */
  String schema() {
    return name == null ? "schema" : name + " schema";
  }

  /** Returns the newest version; 0 for none. */
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

  private String named(String conjunction) {
    return name == null ? "" : conjunction + "name = ?";
  }

  private void bind(PreparedStatement statement, int parameter) throws SQLException {
    if (name != null) {
      statement.setString(parameter, name);
    }
  }
}
