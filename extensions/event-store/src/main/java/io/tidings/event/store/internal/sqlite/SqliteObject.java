package io.tidings.event.store.internal.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * An object of a SQLite schema: a table, view, index or trigger. Immutable.
 *
 * @param type its type
 * @param name its name in lower case
 * @param table the table that it belongs to, in lower case
 * @param sql the tokens of its definition
 */
record SqliteObject(String type, String name, String table, List<String> sql) {

  /** Returns the objects of a database except SQLite's own. */
  static Set<SqliteObject> of(Connection connection) throws SQLException {
    Set<SqliteObject> objects = new LinkedHashSet<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema"
                    + " WHERE type IN ('view', 'trigger')"
                    + " OR name NOT LIKE 'sqlite^_%' ESCAPE '^'")) {
      while (rows.next()) {
        objects.add(of(rows.getString(1), rows.getString(2), rows.getString(3), rows.getString(4)));
      }
    }
    return objects;
  }

  private static SqliteObject of(String type, String name, String table, String sql) {
    return new SqliteObject(
        type, name.toLowerCase(Locale.ROOT), table.toLowerCase(Locale.ROOT), SqlTokens.of(sql));
  }

  boolean isTrigger() {
    return type.equals("trigger");
  }

  /** Returns whether another object is of the same type, name and table. */
  boolean isNamedAs(SqliteObject other) {
    return type.equals(other.type) && name.equals(other.name) && table.equals(other.table);
  }

  @Override
  public String toString() {
    return type + " " + name;
  }
}
