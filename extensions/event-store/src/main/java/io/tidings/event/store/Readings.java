package io.tidings.event.store;

import io.tidings.event.EventKind;
import io.tidings.event.store.spi.SqlWork;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The questions that a store answers. Thread-safe. */
final class Readings implements AutoCloseable {

  private final Database database;
  private final Sessions sessions;
  private final Sessions lookers;

  Readings(Database database, Duration patience) {
    this.database = database;
    this.sessions = Sessions.reading(database, patience);
    this.lookers = Sessions.looking(database, patience);
  }

  Stream<StoredEvent> stream(EventQuery query) {
    EventRows rows = EventRows.open(database, sessions, query);
    return StreamSupport.stream(rows, false).onClose(rows::close);
  }

  long count(EventQuery query) {
    return read(query, QuerySql::count, rows -> rows.next() ? rows.getLong(1) : 0L);
  }

  Map<EventKind, Long> countByKind(EventQuery query) {
    return read(
        query,
        QuerySql::countByKind,
        rows -> {
          Map<EventKind, Long> counts = new LinkedHashMap<>();
          while (rows.next()) {
            counts.put(EventTable.kind(rows, 1), rows.getLong(2));
          }
          return counts;
        });
  }

  /** Reads what comes after a place, and then what has been removed meanwhile. */
  Page page(EventQuery query, long after) {
    return lent(
        lookers,
        connection -> {
          long horizon = database.horizon(connection);
          List<StoredEvent> events =
              horizon <= after
                  ? List.of()
                  : events(
                      connection,
                      query.cursor(Cursor.after(after).limit(Page.SIZE)).until(horizon));
          long upTo = upTo(connection, events, after, horizon);
          Removed removed = removed(connection, query, after);
          return new Page(events, upTo, events.size() < Page.SIZE, removed);
        });
  }

  /** Goes no further than events do: a number that nobody has committed may be given again. */
  private static long upTo(
      Connection connection, List<StoredEvent> events, long after, long horizon)
      throws SQLException {
    if (!events.isEmpty()) {
      return events.get(events.size() - 1).seq();
    }
    return horizon <= after ? after : Math.max(after, last(connection, horizon));
  }

  private static long last(Connection connection, long horizon) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("SELECT max(seq) FROM event WHERE seq <= ?")) {
      statement.setLong(1, horizon);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  /** Returns the place up to which some events of a query's project have been removed. */
  long removed(EventQuery query) {
    return lent(sessions, connection -> removed(connection, query, 0).upTo());
  }

  private static List<StoredEvent> events(Connection connection, EventQuery query)
      throws SQLException {
    QuerySql sql = QuerySql.select(query);
    try (PreparedStatement statement = connection.prepareStatement(sql.sql())) {
      sql.bind(statement);
      try (ResultSet rows = statement.executeQuery()) {
        List<StoredEvent> events = new ArrayList<>();
        while (rows.next()) {
          events.add(EventTable.read(rows));
        }
        return events;
      }
    }
  }

  private static Removed removed(Connection connection, EventQuery query, long after)
      throws SQLException {
    QuerySql sql = QuerySql.removed(query, after);
    try (PreparedStatement statement = connection.prepareStatement(sql.sql())) {
      sql.bind(statement);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? new Removed(rows.getLong(1), rows.getLong(2)) : new Removed(0, 0);
      }
    }
  }

  private <T> T read(EventQuery query, Function<EventQuery, QuerySql> question, Answer<T> answer) {
    return lent(
        sessions,
        connection -> {
          QuerySql sql = question.apply(query.seenBy(database, connection));
          try (PreparedStatement statement = connection.prepareStatement(sql.sql())) {
            sql.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
              return answer.read(rows);
            }
          }
        });
  }

  /** Does work that only reads. */
  <T> T read(SqlWork<T> work) {
    return lent(sessions, work::run);
  }

  private <T> T lent(Sessions from, Work<T> work) {
    Session session = from.borrow();
    boolean done = false;
    try {
      T result = work.run(session.connection());
      done = true;
      return result;
    } catch (SQLException failure) {
      throw database.failed("read", failure);
    } finally {
      from.giveBack(session, !done);
    }
  }

  void requireOpen() {
    sessions.requireOpen();
  }

  @Override
  public void close() {
    sessions.close();
    lookers.close();
  }

  @FunctionalInterface
  private interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  @FunctionalInterface
  private interface Answer<T> {
    T read(ResultSet rows) throws SQLException;
  }
}
