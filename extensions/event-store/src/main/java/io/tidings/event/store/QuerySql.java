package io.tidings.event.store;

import io.tidings.event.store.internal.query.Condition;
import io.tidings.event.store.internal.query.Condition.Field;
import io.tidings.event.store.internal.query.Sql;
import io.tidings.event.store.internal.query.Statements;
import io.tidings.event.store.internal.query.TimePage;
import io.tidings.event.store.spi.Micros;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The statements of a query. Texts are looked up on the connection that runs them. Stateless. */
final class QuerySql {

  private QuerySql() {}

  /** Returns the statement that selects the events, in order. */
  static Sql select(Connection connection, EventQuery query) throws SQLException {
    if (query.paging() instanceof Window window) {
      return Statements.window(connection, EventTable.READ, all(query), page(window, query));
    }
    return Statements.cursor(
        connection, EventTable.READ, query.conditions(), after(query), limit(query));
  }

  /** Returns the count by kind without the limit, the most frequent kind first. */
  static Sql countByKind(Connection connection, EventQuery query) throws SQLException {
    return Statements.countByKind(connection, all(query), page(query), after(query));
  }

  /** Returns the count of the events without the limit. */
  static Sql count(Connection connection, EventQuery query) throws SQLException {
    return Statements.count(connection, all(query), page(query), after(query));
  }

  /** Returns the latest removal from the query's project, or from any, beyond a position. */
  static Sql removed(EventQuery query, long after) {
    String sql = "SELECT max(seq), max(number) FROM removal WHERE seq > ?";
    return query.projectId() == null
        ? new Sql(sql, List.of(after))
        : new Sql(sql + " AND project_id = ?", List.of(after, query.projectId()));
  }

  private static long after(EventQuery query) {
    return query.paging() instanceof Cursor cursor ? cursor.after() : 0;
  }

  /** Returns the conditions and the bounds of the window, except that at its last event. */
  private static List<Condition> all(EventQuery query) {
    List<Condition> all = new ArrayList<>(query.conditions());
    if (query.paging() instanceof Window window) {
      boolean isDescending = window.isDescending();
      Instant newest = window.newest();
      if (newest != null && !(isDescending && window.next() != null)) {
        all.add(
            isDescending
                ? Conditions.from(Field.BEFORE, newest)
                : Conditions.past(Field.UNTIL, newest));
      }
      Instant oldest = window.oldest();
      if (oldest != null && !(!isDescending && window.next() != null)) {
        all.add(
            isDescending
                ? Conditions.from(Field.SINCE, oldest)
                : Conditions.past(Field.AFTER, oldest));
      }
    }
    return all;
  }

  private static @Nullable TimePage page(EventQuery query) {
    return query.paging() instanceof Window window ? page(window, query) : null;
  }

  private static TimePage page(Window window, EventQuery query) {
    return new TimePage(window.isDescending(), limit(query), last(window, query));
  }

  private static @Nullable Long limit(EventQuery query) {
    Integer limit = query.paging().limit();
    return limit == null ? null : limit.longValue();
  }

  /** Returns the last event of the page before, if the window has its bound. */
  private static TimePage.@Nullable Last last(Window window, EventQuery query) {
    Instant bound = window.isDescending() ? window.newest() : window.oldest();
    return bound == null || window.next() == null
        ? null
        : new TimePage.Last(
            Micros.floor(bound),
            window.next(),
            query.projectId() == null ? window.nextProject() : null);
  }
}
