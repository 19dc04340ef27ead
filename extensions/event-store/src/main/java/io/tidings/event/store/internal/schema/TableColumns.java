package io.tidings.event.store.internal.schema;

import java.sql.Connection;
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

  private static final int TABLE_NAME = 3;
  private static final int COLUMN_NAME = 4;

  private TableColumns() {}

  /** Returns the columns of a table in the current schema in lower case; none if it is absent. */
  public static Set<String> of(Connection connection, String table) throws SQLException {
    Set<String> columns = new TreeSet<>();
    try (ResultSet rows =
        connection.getMetaData().getColumns(null, connection.getSchema(), table, null)) {
      while (rows.next()) {
        // The name is a pattern in which an underscore matches any character.
        if (table.equalsIgnoreCase(rows.getString(TABLE_NAME))) {
          columns.add(rows.getString(COLUMN_NAME).toLowerCase(Locale.ROOT));
        }
      }
    }
    return columns;
  }

  /**
   * Returns how existing tables differ from the expected ones, as the rest of a message about the
   * database; null if each is absent or has exactly its columns.
   */
  public static @Nullable String mismatch(Connection connection, Map<String, List<String>> expected)
      throws SQLException {
    for (Map.Entry<String, List<String>> each : expected.entrySet()) {
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
