package io.tidings.event.measure;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * A statement that reads: SQL written here, values as parameters only. Immutable.
 *
 * @param sql the statement, with a question mark for each parameter
 * @param parameters texts and Longs
 */
record Select(String sql, List<Object> parameters) {

  Select {
    parameters = List.copyOf(parameters);
  }

  static Select of(String sql, Object... parameters) {
    return new Select(sql, List.of(parameters));
  }

  /** Returns how many rows at most; what is negative means something else to each database. */
  static int requireLimit(int limit) {
    if (limit < 0) {
      throw new IllegalArgumentException("limit must not be negative, but is " + limit);
    }
    return limit;
  }

  /** Returns as many question marks as there are values. */
  static String marks(Collection<?> values) {
    return String.join(", ", Collections.nCopies(values.size(), "?"));
  }

  void bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      Object parameter = parameters.get(i);
      if (parameter instanceof Long number) {
        statement.setLong(i + 1, number);
      } else {
        statement.setString(i + 1, (String) parameter);
      }
    }
  }
}
