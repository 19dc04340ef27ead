package io.tidings.event.store.internal.query;

import io.tidings.event.store.internal.IdEncoding;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Statements that find events, valid in SQLite and PostgreSQL, with a parameter for every value.
 * Each is led by one index; its other conditions are written as expressions, for which no planner
 * uses an index. Stateless.
 */
public final class Statements {

  private static final String FROM = " FROM trail_event WHERE ";

  private Statements() {}

  /** Returns the statement of the events of a page by time. */
  public static Sql window(
      Connection connection, String columns, List<Condition> conditions, TimePage page)
      throws SQLException {
    Filters filters = Filters.of(connection, conditions);
    TimePage.Last last = page.beyond();
    if (last != null) {
      addBeyond(connection, filters, page, last);
    }
    Sql select = Sql.of("SELECT " + columns + FROM);
    Sql statement = select.then(inTime(connection, filters, page)).then(page.order());
    return limited(statement, page.limit());
  }

  /** Adds the conditions for events beyond the last one of the page before. */
  private static void addBeyond(
      Connection connection, Filters filters, TimePage page, TimePage.Last last)
      throws SQLException {
    String beyond = page.isDescending() ? "<" : ">";
    filters.times.add(Sql.of("timestamp " + beyond + "= ?", last.time()));
    List<Object> values = new ArrayList<>(List.of(last.time(), IdEncoding.encode(last.id())));
    String columns = "(timestamp, event_id";
    if (last.project() != null) {
      boolean none = last.project().isEmpty();
      values.add(none ? 0L : Filters.name(connection, last.project()));
      columns += ", project";
    }
    filters.times.add(
        new Sql(columns + ") " + beyond + " (" + Sql.marks(values.size()) + ")", values));
  }

  private static Sql inTime(Connection connection, Filters filters, TimePage page)
      throws SQLException {
    if (!filters.ids.isEmpty()) {
      return and(filters.ids, expressions(filters, null), positions(filters), plain(filters));
    }
    if (filters.hasFewArrivals()) {
      return and(List.of(filters.arrivals()), expressions(filters, null), plain(filters));
    }
    NumberSet set = Choice.of(connection, filters);
    if (set == null) {
      return and(
          List.of(Sql.of("timestamp >= ?", Long.MIN_VALUE)),
          filters.times,
          expressions(filters, null),
          positions(filters));
    }
    List<Sql> rest = new ArrayList<>(filters.times);
    rest.addAll(expressions(filters, set));
    rest.addAll(positions(filters));
    List<Sql> all = new ArrayList<>(List.of(set.indexed()));
    if (page.limit() != null && (set.values().size() > 1 || !set.isComplete())) {
      all.add(boundary(set, rest, page, page.limit()));
    }
    all.addAll(rest);
    return Sql.join(" AND ", all);
  }

  /**
   * Returns the condition that an event is not beyond the last one of the page. Each value of the
   * set has an order of its own in the index, so the page is merged from as many events of each.
   */
  private static Sql boundary(NumberSet set, List<Sql> rest, TimePage page, long limit) {
    String direction = page.isDescending() ? " DESC" : "";
    String order = " ORDER BY timestamp" + direction + " LIMIT ?";
    Sql times;
    if (set.isComplete()) {
      List<Sql> each = new ArrayList<>();
      for (Long value : set.values()) {
        each.add(
            Sql.of("SELECT timestamp FROM (SELECT timestamp" + FROM)
                .then(and(List.of(NumberSet.of(set.column(), value).indexed()), rest))
                .then(order + ") AS part" + each.size(), limit));
      }
      times = Sql.join(" UNION ALL ", each);
    } else {
      times = Sql.of("SELECT timestamp" + FROM).then(and(List.of(set.indexed()), rest));
    }
    return Sql.of(
            page.isDescending()
                ? "timestamp >= (SELECT min(timestamp) FROM ("
                : "timestamp <= (SELECT max(timestamp) FROM (")
        .then(times)
        .then(order + ") AS page)", limit);
  }

  /** Returns the statement of the events after a position, in order. */
  public static Sql cursor(
      Connection connection,
      String columns,
      List<Condition> conditions,
      long after,
      @Nullable Long limit)
      throws SQLException {
    Filters filters = Filters.of(connection, conditions);
    Sql select = Sql.of("SELECT " + columns + FROM);
    if (!filters.ids.isEmpty()) {
      Sql where =
          and(
              filters.ids,
              List.of(Sql.of("+seq > ?", after)),
              positions(filters),
              expressions(filters, null),
              plain(filters));
      return limited(select.then(where).then(" ORDER BY +seq"), limit);
    }
    NumberSet set = filters.isNearEnd(after) ? null : Choice.forPositions(connection, filters);
    if (set == null) {
      List<Sql> range = new ArrayList<>(List.of(Sql.of("seq > ?", after)));
      if (filters.upTo != null) {
        range.add(Sql.of("seq <= ?", filters.upTo));
      }
      Sql where = and(range, expressions(filters, null), plain(filters));
      return limited(select.then(where).then(" ORDER BY seq"), limit);
    }
    Sql found =
        Sql.of("SELECT seq" + FROM)
            .then(
                and(
                    List.of(set.indexed(), Sql.of("+seq > ?", after)), positions(filters),
                    expressions(filters, set), plain(filters)))
            .then(" ORDER BY +seq");
    return select
        .then("seq IN (SELECT seq FROM (")
        .then(limited(found, limit))
        .then(") AS found) ORDER BY seq");
  }

  /** Returns the statement that counts events. */
  public static Sql count(
      Connection connection, List<Condition> conditions, @Nullable TimePage page, long after)
      throws SQLException {
    return Sql.of("SELECT count(*)" + FROM).then(counted(connection, conditions, page, after));
  }

  /** Returns the statement that counts events by the number of their kind, in order. */
  public static Sql countByKind(
      Connection connection, List<Condition> conditions, @Nullable TimePage page, long after)
      throws SQLException {
    return Sql.of(
            "SELECT counted.kind, counted.events FROM (SELECT kind, count(*) AS events" + FROM)
        .then(counted(connection, conditions, page, after))
        .then(
            " GROUP BY kind) AS counted LEFT JOIN trail_kind ON trail_kind.id = counted.kind"
                + " ORDER BY counted.events DESC, trail_kind.kind");
  }

  private static Sql counted(
      Connection connection, List<Condition> conditions, @Nullable TimePage page, long after)
      throws SQLException {
    Filters filters = Filters.of(connection, conditions);
    if (page != null && page.beyond() != null) {
      addBeyond(connection, filters, page, page.beyond());
    }
    NumberSet set = filters.ids.isEmpty() ? Choice.of(connection, filters) : null;
    List<Sql> sets = set == null ? List.of() : List.of(set.indexed());
    return and(
        filters.ids,
        sets,
        List.of(Sql.of("+seq > ?", after)),
        filters.times,
        expressions(filters, set),
        positions(filters));
  }

  /** Returns the conditions as expressions, except that of the leading set. */
  private static List<Sql> expressions(Filters filters, @Nullable NumberSet leading) {
    List<Sql> expressions = new ArrayList<>();
    for (Map.Entry<String, NumberSet> set : filters.sets.entrySet()) {
      if (set.getValue() != leading) {
        expressions.add(set.getValue().filter());
      }
    }
    expressions.addAll(filters.others);
    return expressions;
  }

  /** Returns the bounds of the time as expressions. */
  private static List<Sql> plain(Filters filters) {
    return filters.times.stream()
        .map(time -> new Sql(time.text().replace("timestamp", "+timestamp"), time.parameters()))
        .collect(Collectors.toList());
  }

  private static List<Sql> positions(Filters filters) {
    return filters.upTo == null ? List.of() : List.of(Sql.of("+seq <= ?", filters.upTo));
  }

  @SafeVarargs
  private static Sql and(List<Sql>... parts) {
    List<Sql> all = new ArrayList<>();
    for (List<Sql> part : parts) {
      all.addAll(part);
    }
    return Sql.join(" AND ", all);
  }

  private static Sql limited(Sql statement, @Nullable Long limit) {
    return limit == null ? statement : statement.then(" LIMIT ?", limit);
  }
}
