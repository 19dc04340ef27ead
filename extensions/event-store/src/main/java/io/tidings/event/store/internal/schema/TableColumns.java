package io.tidings.event.store.internal.schema;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Columns of tables, by the database's own metadata. Stateless. */
public final class TableColumns {

  private static final int TABLE_SCHEMA = 2;
  private static final int TABLE_NAME = 3;
  private static final int COLUMN_NAME = 4;

  private TableColumns() {}

  /** Returns the columns of a table in the current schema in lower case; none if it is absent. */
  public static Set<String> of(Connection connection, String table) throws SQLException {
    Set<String> columns = new TreeSet<>();
    DatabaseMetaData metadata = connection.getMetaData();
    String schema = connection.getSchema();
    try (ResultSet rows = metadata.getColumns(null, pattern(schema, metadata), table, null)) {
      while (rows.next()) {
        // The name of the table is a pattern, too: an underscore matches any character.
        if (table.equalsIgnoreCase(rows.getString(TABLE_NAME))
            && (schema == null || schema.equals(rows.getString(TABLE_SCHEMA)))) {
          columns.add(rows.getString(COLUMN_NAME).toLowerCase(Locale.ROOT));
        }
      }
    }
    return columns;
  }

  /**
   * Returns the pattern that matches a schema's name alone; null if the database has no schemas.
   */
  private static @Nullable String pattern(@Nullable String schema, DatabaseMetaData metadata)
      throws SQLException {
    String escape = metadata.getSearchStringEscape();
    return schema == null || escape == null
        ? schema
        : schema
            .replace(escape, escape + escape)
            .replace("_", escape + "_")
            .replace("%", escape + "%");
  }

  private static boolean isView(Connection connection, String name) throws SQLException {
    DatabaseMetaData metadata = connection.getMetaData();
    String schema = pattern(connection.getSchema(), metadata);
    String[] views = {"VIEW", "MATERIALIZED VIEW"};
    try (ResultSet rows = metadata.getTables(null, schema, name, views)) {
      while (rows.next()) {
        if (name.equalsIgnoreCase(rows.getString(TABLE_NAME))) {
          return true;
        }
      }
      return false;
    }
  }

  /**
   * Returns how existing tables differ from the expected ones, as the rest of a message about the
   * database; null if each is absent or has exactly its columns.
   */
  public static @Nullable String mismatch(Connection connection, Map<String, List<String>> expected)
      throws SQLException {
    for (Map.Entry<String, List<String>> each : expected.entrySet()) {
      if (isView(connection, each.getKey())) {
        return "has a view %s where a table is expected; rename that view or use another database"
            .formatted(each.getKey());
      }
      Set<String> actual = of(connection, each.getKey());
      String problem = actual.isEmpty() ? null : problem(actual, new TreeSet<>(each.getValue()));
      if (problem != null) {
        return "has a table %s that %s; rename that table or use another database"
            .formatted(each.getKey(), problem);
      }
    }
    return null;
  }

  private static @Nullable String problem(Set<String> actual, Set<String> expected) {
    for (String column : expected) {
      if (!actual.contains(column)) {
        return "lacks the column " + column;
      }
    }
    for (String column : actual) {
      if (!expected.contains(column)) {
        return "has the unknown column " + column;
      }
    }
    return null;
  }
}
