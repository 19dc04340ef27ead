package io.tidings.event.store.internal.schema;

import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.FailureReason;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The recorded versions of the trail's schema or of an extension's tables. Immutable. */
final class SchemaVersions {

  /** The trail's. */
  static final SchemaVersions OF_TRAIL = new SchemaVersions("schema_version", null);

  private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");
  private static final Pattern NUMBER = Pattern.compile("-?[0-9][0-9.e+]*");

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

  /**
   * Returns the newest version; 0 for none.
   *
   * @throws RuntimeException of the database's failure factory if that is not a positive integer
   */
  long newest(Database database, Connection connection) throws SQLException {
    String newest = text(connection);
    if (newest == null) {
      return 0;
    }
    if (!VERSION.matcher(newest).matches()) {
      throw database.refused(
          FailureReason.FOREIGN,
          "has %s version %s, which no version of Tidings writes; restore it from a copy"
              .formatted(schema(), NUMBER.matcher(newest).matches() ? newest : "of another form"));
    }
    return Long.parseLong(newest);
  }

  /** Returns the greatest value as text, since a column may hold any value; null for none. */
  private @Nullable String text(Connection connection) throws SQLException {
    String sql = "SELECT CAST(max(version) AS VARCHAR(40)) FROM " + table + named(" WHERE ");
    try (PreparedStatement select = connection.prepareStatement(sql)) {
      bind(select, 1);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? rows.getString(1) : null;
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
