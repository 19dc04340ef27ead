package io.tidings.event.store;

import io.tidings.event.store.internal.Column;
import io.tidings.event.store.spi.Micros;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of a query, valid in SQLite and PostgreSQL, with a parameter for every value. Confined to
 * one thread.
 */
final class QuerySql {

  private static final List<String> BY_TIME = List.of("timestamp", "event_id", "project_id");

  private final StringBuilder sql = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  private QuerySql() {}

  /** Returns the statement that selects the events, in order. */
  static QuerySql select(EventQuery query) {
    QuerySql statement = new QuerySql();
    statement.sql.append("SELECT ").append(EventTable.READ).append(" FROM event");
    statement.where(query);
    statement.sql.append(" ORDER BY ").append(order(query.paging()));
    Integer limit = query.paging().limit();
    if (limit != null) {
      statement.add(" LIMIT ?", List.of(limit.longValue()));
    }
    return statement;
  }

  /** Returns the count by kind without the limit, the most frequent kind first. */
  static QuerySql countByKind(EventQuery query) {
    QuerySql statement = new QuerySql();
    statement.sql.append("SELECT kind, count(*) FROM event");
    statement.where(query);
    statement.sql.append(" GROUP BY kind ORDER BY count(*) DESC, kind");
    return statement;
  }

  /** Returns the count of the events without the limit. */
  static QuerySql count(EventQuery query) {
    QuerySql statement = new QuerySql();
    statement.sql.append("SELECT count(*) FROM event");
    statement.where(query);
    return statement;
  }

  /** Returns the latest removal from the query's project, or from any, beyond a position. */
  static QuerySql removed(EventQuery query, long after) {
    QuerySql statement = new QuerySql();
    statement.add("SELECT max(seq), max(number) FROM removal WHERE seq > ?", List.of(after));
    if (query.projectId() != null) {
      statement.add(" AND project_id = ?", List.of(query.projectId()));
    }
    return statement;
  }

  String sql() {
    return sql.toString();
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

  private void where(EventQuery query) {
    List<Condition> all = new ArrayList<>(query.conditions());
    if (query.paging() instanceof Window window) {
      bounds(window, query.projectId() == null, all);
    } else if (query.paging() instanceof Cursor cursor) {
      all.add(new Condition("seq > ?", List.of(cursor.after())));
    }
    String conjunction = " WHERE ";
    for (Condition condition : all) {
      add(conjunction + condition.sql(), condition.parameters());
      conjunction = " AND ";
    }
  }

  private void add(String text, List<Object> values) {
    sql.append(text);
    parameters.addAll(values);
  }

  private static void bounds(Window window, boolean platform, List<Condition> all) {
    if (window.newest() != null) {
      boolean moving = window.isDescending();
      Condition beyond = moving ? beyond(window, "<", window.newest(), platform) : null;
      Condition plain =
          moving
              ? Condition.before(Column.TIMESTAMP, window.newest())
              : Condition.until(Column.TIMESTAMP, window.newest());
      all.add(beyond != null ? beyond : plain);
    }
    if (window.oldest() != null) {
      boolean moving = !window.isDescending();
      Condition beyond = moving ? beyond(window, ">", window.oldest(), platform) : null;
      Condition plain =
          moving
              ? Condition.after(Column.TIMESTAMP, window.oldest())
              : Condition.since(Column.TIMESTAMP, window.oldest());
      all.add(beyond != null ? beyond : plain);
    }
  }

  /** Returns the condition for events beyond the last one of the previous page, or null. */
  private static @Nullable Condition beyond(
      Window window, String beyond, java.time.Instant bound, boolean platform) {
    if (window.next() == null) {
      return null;
    }
    List<Object> last = new ArrayList<>(List.of(Micros.floor(bound), window.next()));
    if (platform && window.nextProject() != null) {
      last.add(window.nextProject());
    }
    String columns = String.join(", ", BY_TIME.subList(0, last.size()));
    String marks = String.join(", ", Collections.nCopies(last.size(), "?"));
    return new Condition("(" + columns + ") " + beyond + " (" + marks + ")", last);
  }

  private static String order(EventQuery.Paging paging) {
    if (paging instanceof Window window) {
      String direction = window.isDescending() ? " DESC" : "";
      return BY_TIME.stream().map(column -> column + direction).collect(Collectors.joining(", "));
    }
    return "seq";
  }
}
