package io.tidings.event.store;

import io.tidings.event.EventCatalog;
import io.tidings.event.EventKind;
import io.tidings.event.store.internal.ConnectionPool;
import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.PooledConnection;
import io.tidings.event.store.internal.dictionary.DictionaryReader;
import io.tidings.event.store.internal.follow.RemovalMark;
import io.tidings.event.store.internal.query.Sql;
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
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The read side of a store. Thread-safe. */
final class Queries implements AutoCloseable {

  private final Database database;
  private final EventCatalog catalog;
  private final ConnectionPool readers;
  private final ConnectionPool autoCommitReaders;

  Queries(Database database, EventCatalog catalog, Duration timeout) {
    this.database = database;
    this.catalog = catalog;
    this.readers = ConnectionPool.readers(database, timeout);
    this.autoCommitReaders = ConnectionPool.autoCommitReaders(database, timeout);
  }

  Stream<StoredEvent> stream(EventQuery query) {
    EventRows rows = EventRows.open(database, catalog, readers, query);
    return StreamSupport.stream(rows, false).onClose(rows::close);
  }

  long count(EventQuery query) {
    return read(query, QuerySql::count, (rows, texts) -> rows.next() ? rows.getLong(1) : 0L);
  }

  Map<EventKind, Long> countByKind(EventQuery query) {
    return read(
        query,
        QuerySql::countByKind,
        (rows, texts) -> {
          Map<EventKind, Long> counts = new LinkedHashMap<>();
          while (rows.next()) {
            counts.put(EventTable.kind(rows.getLong(1), texts, catalog), rows.getLong(2));
          }
          return counts;
        });
  }

  /** Reads the events after a position, and then the latest removal. */
  Page page(EventQuery query, long after) {
    return onConnection(
        autoCommitReaders,
        connection -> {
          long horizon = database.horizon(connection);
          List<StoredEvent> events =
              horizon <= after
                  ? List.of()
                  : events(
                      connection,
                      query.cursor(Cursor.after(after).limit(Page.SIZE)).until(horizon));
          long upTo = upTo(connection, events, after, horizon);
          RemovalMark removed = removed(connection, query, after);
          return new Page(events, upTo, events.size() < Page.SIZE, removed);
        });
  }

  /** Returns at most the last event's position: uncommitted positions may be assigned again. */
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
        connection.prepareStatement("SELECT max(seq) FROM trail_event WHERE seq <= ?")) {
      statement.setLong(1, horizon);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getLong(1) : 0;
      }
    }
  }

  /** Returns the position up to which events of a query's project have been removed. */
  long removed(EventQuery query) {
    return onConnection(readers, connection -> removed(connection, query, 0).upTo());
  }

  private List<StoredEvent> events(Connection connection, EventQuery query) throws SQLException {
    DictionaryReader texts = DictionaryReader.committed(database.dictionary(), connection);
    Sql sql = QuerySql.select(connection, query);
    try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
      sql.bind(statement);
      try (ResultSet rows = statement.executeQuery()) {
        List<StoredEvent> events = new ArrayList<>();
        while (rows.next()) {
          events.add(EventTable.read(rows, texts, catalog));
        }
        return events;
      }
    }
  }

  private static RemovalMark removed(Connection connection, EventQuery query, long after)
      throws SQLException {
    Sql sql = QuerySql.removed(query, after);
    try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
      sql.bind(statement);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next()
            ? new RemovalMark(rows.getLong(1), rows.getLong(2))
            : new RemovalMark(0, 0);
      }
    }
  }

  private <T> T read(EventQuery query, Statement toSql, RowReader<T> reader) {
    return onConnection(
        readers,
        connection -> {
          DictionaryReader texts = DictionaryReader.committed(database.dictionary(), connection);
          Sql sql = toSql.of(connection, query.seenBy(database, connection));
          try (PreparedStatement statement = connection.prepareStatement(sql.text())) {
            sql.bind(statement);
            try (ResultSet rows = statement.executeQuery()) {
              return reader.read(rows, texts);
            }
          }
        });
  }

  /** Runs read-only work of a host. */
  <T> T read(SqlWork<T> work) {
    return onConnection(readers, work::run);
  }

  private <T> T onConnection(ConnectionPool pool, Work<T> work) {
    PooledConnection pooled = pool.borrow();
    boolean done = false;
    try {
      T result = work.run(pooled.connection());
      done = true;
      return result;
    } catch (SQLException failure) {
      throw database.failed("read", failure);
    } finally {
      pool.giveBack(pooled, !done);
    }
  }

  void requireOpen() {
    readers.requireOpen();
  }

  boolean isClosed() {
    return readers.isClosed();
  }

  @Override
  public void close() {
    readers.close();
    autoCommitReaders.close();
  }

  @FunctionalInterface
  private interface Work<T> {
    T run(Connection connection) throws SQLException;
  }

  @FunctionalInterface
  private interface Statement {
    Sql of(Connection connection, EventQuery query) throws SQLException;
  }

  @FunctionalInterface
  private interface RowReader<T> {
    T read(ResultSet rows, DictionaryReader texts) throws SQLException;
  }

  /**
   * The result of one poll of a follower. Immutable.
   *
   * @param events the events, in order
   * @param upTo the position up to which there are no others
   * @param isLast whether no more events were stored
   * @param removed the latest removal from the query's project, or from any, beyond the position
   *     that the page was read from
   */
  record Page(List<StoredEvent> events, long upTo, boolean isLast, RemovalMark removed) {

    /** The greatest number of events. */
    static final int SIZE = 500;
  }
}
