package io.tidings.event.store.internal.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The numbers that a column of the event table must have one of. Immutable.
 *
 * @param column the column
 * @param query the query of the numbers
 * @param values the numbers, at most {@link #MAX}
 * @param isComplete whether there are no more
 */
record NumberSet(String column, Sql query, List<Long> values, boolean isComplete) {

  /** The greatest number of values that a statement lists. */
  static final int MAX = 200;

  /** The columns whose index leaves out 0. */
  private static final Set<String> PARTIAL = Set.of("actor", "request_type");

  NumberSet {
    values = List.copyOf(values);
  }

  /** Returns the set of one number. */
  static NumberSet of(String column, long number) {
    return new NumberSet(column, Sql.of("?", number), List.of(number), true);
  }

  /** Reads the numbers of a query. */
  static NumberSet read(Connection connection, String column, Sql query) throws SQLException {
    Sql limited = query.then(" LIMIT ?", (long) MAX + 1);
    List<Long> values = new ArrayList<>();
    try (PreparedStatement select = connection.prepareStatement(limited.text())) {
      limited.bind(select);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          values.add(rows.getLong(1));
        }
      }
    }
    boolean isComplete = values.size() <= MAX;
    return new NumberSet(column, query, isComplete ? values : values.subList(0, MAX), isComplete);
  }

  /** Returns the condition, which the planner may use an index for. */
  Sql indexed() {
    Sql indexed = condition(column);
    // A planner uses a partial index only if its condition occurs literally.
    return PARTIAL.contains(column) ? indexed.then(" AND " + column + " <> 0") : indexed;
  }

  /** Returns the condition in a form that no index is used for. */
  Sql filter() {
    return condition("+" + column);
  }

  private Sql condition(String expression) {
    if (!isComplete) {
      return Sql.of(expression + " IN (").then(query).then(")");
    }
    return switch (values.size()) {
      case 0 -> Sql.of(expression + " < 0");
      case 1 -> Sql.of(expression + " = ?", values.get(0));
      default ->
          new Sql(
              expression + " IN (" + Sql.marks(values.size()) + ")", List.<Object>copyOf(values));
    };
  }
}
