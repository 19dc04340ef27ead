package io.tidings.event.store.internal.counts;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * Query text with its parameter values. Immutable.
 *
 * @param sql the statement, with a question mark for each parameter
 * @param parameters values of type String or Long
 */
record Select(String sql, List<Object> parameters) {

  Select {
    parameters = List.copyOf(parameters);
  }

  static Select of(String sql, Object... parameters) {
    return new Select(sql, List.of(parameters));
  }

  /** Returns one question mark per value, separated by commas. */
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
