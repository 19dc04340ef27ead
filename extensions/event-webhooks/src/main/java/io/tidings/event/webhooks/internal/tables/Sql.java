package io.tidings.event.webhooks.internal.tables;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Helpers for prepared statements, for SQLite and PostgreSQL alike. Stateless. */
public final class Sql {

  private Sql() {}

  /** Mapping from the current row to a value. */
  @FunctionalInterface
  public interface RowMapper<T> {
    /** Returns the value of a row. */
    T map(ResultSet row) throws SQLException;
  }

  /** Executes a statement and returns the number of changed rows. */
  public static int update(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      return statement.executeUpdate();
    }
  }

  /** Returns the mapped rows of a query. */
  public static <T> List<T> list(
      Connection connection, RowMapper<T> mapper, String sql, @Nullable Object... values)
      throws SQLException {
    List<T> result = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, values);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          result.add(mapper.map(rows));
        }
      }
    }
    return result;
  }

  /** Returns the number in the first row, or 0 without a row. */
  public static long number(Connection connection, String sql, @Nullable Object... values)
      throws SQLException {
    List<Long> numbers = list(connection, row -> row.getLong(1), sql, values);
    return numbers.isEmpty() ? 0 : numbers.get(0);
  }

  /** Binds values to the parameters of a statement. */
  public static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
  }
}
