package io.tidings.event.webhooks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Statements with their values, as SQLite and PostgreSQL both take them. Stateless. */
final class Sql {

  private Sql() {}

  /** Makes something of the row at which rows stand. */
  @FunctionalInterface
  interface Reading<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** Changes rows, and returns how many. */
  static int update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  /** Returns what is made of each row that is found. */
  static <T> List<T> list(
      Connection connection, Reading<T> reading, String sql, @Nullable Object... values)
      throws SQLException {
    List<T> found = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(reading.read(rows));
        }
      }
    }
    return found;
  }

  /** Returns a number; 0 where there is none. */
  static long number(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    List<Long> found = list(connection, row -> row.getLong(1), sql, values);
    return found.isEmpty() ? 0 : found.get(0);
  }

  static void bind(PreparedStatement statement, @Nullable Object... values) throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
