package io.tidings.event.store.internal.query;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A part of a statement with its parameters. Immutable.
 *
 * @param text the SQL, with a question mark for each parameter
 * @param parameters texts, Longs and bytes of ids
 */
public record Sql(String text, List<Object> parameters) {

  /** Creates a part. */
  public Sql {
    parameters = List.copyOf(parameters);
  }

  static Sql of(String text, Object... parameters) {
    return new Sql(text, List.of(parameters));
  }

  /** Joins parts. */
  static Sql join(String separator, List<Sql> parts) {
    List<Object> parameters = new ArrayList<>();
    parts.forEach(part -> parameters.addAll(part.parameters()));
    return new Sql(
        parts.stream().map(Sql::text).collect(Collectors.joining(separator)), parameters);
  }

  Sql then(Sql next) {
    return join("", List.of(this, next));
  }

  Sql then(String text, Object... values) {
    return then(of(text, values));
  }

  /** Returns question marks separated by commas. */
  static String marks(int count) {
    return String.join(", ", Collections.nCopies(count, "?"));
  }

  /** Sets the parameters. */
  public void bind(PreparedStatement statement) throws SQLException {
    for (int i = 0; i < parameters.size(); i++) {
      Object parameter = parameters.get(i);
      if (parameter instanceof Long number) {
        statement.setLong(i + 1, number);
      } else if (parameter instanceof byte[] bytes) {
        statement.setBytes(i + 1, bytes);
      } else {
        statement.setString(i + 1, (String) parameter);
      }
    }
  }
}
