package io.tidings.event.store.internal.query;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The choice of the set that leads a statement. A set with few events leads, so that a rare value
 * is found at once; otherwise the scopes do, whose index has the columns of the other sets. Few
 * means that reading them takes a few milliseconds. Stateless.
 */
final class Choice {

  /** The greatest number of events that are read and sorted at once. */
  static final int FEW = 2_000;

  private Choice() {}

  /** Returns the set that leads a page by time, or null for the time. */
  static @Nullable NumberSet of(Connection connection, Filters filters) throws SQLException {
    NumberSet context = filters.sets.get("context");
    if (context != null || filters.sets.isEmpty()) {
      return context;
    }
    NumberSet chosen = null;
    long least = FEW + 1;
    boolean isOnly = filters.sets.size() == 1;
    for (NumberSet set : filters.sets.values()) {
      if (!set.isComplete()) {
        continue;
      }
      long events = isOnly ? FEW : count(connection, set);
      if (events < least || chosen == null || (events == least && isScope(set))) {
        chosen = set;
        least = events;
      }
    }
    return chosen;
  }

  private static boolean isScope(NumberSet set) {
    return set.column().equals("scope");
  }

  /** Returns the set that leads a page by position, or null for the position. */
  static @Nullable NumberSet forPositions(Connection connection, Filters filters)
      throws SQLException {
    NumberSet chosen = of(connection, filters);
    return chosen == null || chosen.column().equals("context") || count(connection, chosen) <= FEW
        ? chosen
        : null;
  }

  /** Returns the number of events of a set, at most one more than few. */
  private static long count(Connection connection, NumberSet set) throws SQLException {
    Sql count =
        Sql.of("SELECT count(*) FROM (SELECT 1 FROM trail_event WHERE ")
            .then(set.indexed())
            .then(" LIMIT ?) AS few", FEW + 1L);
    try (PreparedStatement select = connection.prepareStatement(count.text())) {
      count.bind(select);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    }
  }
}
