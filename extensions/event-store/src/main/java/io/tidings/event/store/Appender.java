package io.tidings.event.store;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.spi.SqlWork;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes: appends each batch in a transaction of its own or as a part of a host's, and lends a host
 * a transaction. Thread-safe.
 */
final class Appender implements AutoCloseable {

  private final Database database;
  private final Sessions sessions;
  private final Retries retries;
  private final Set<Thread> within = ConcurrentHashMap.newKeySet();

  Appender(Database database, Retries retries) {
    this.database = database;
    this.sessions = Sessions.writing(database);
    this.retries = retries;
  }

  /** Connects now rather than at the first append. */
  void open() {
    sessions.giveBack(sessions.borrow(), false);
  }

  /**
   * Stores those of the rows that are not there yet; returns after the commit.
   *
   * @throws StoreException if it has stored none of them
   */
  List<AppendResult.Outcome> append(List<EventRow> rows, long receivedAt) {
    return retries.call(
        () -> committed("append to", session -> appended(session, rows, receivedAt)));
  }

  private List<AppendResult.Outcome> appended(Session session, List<EventRow> rows, long receivedAt)
      throws SQLException {
    database.begin(session.connection());
    return inserted(session.connection(), session.insert(database.insert()), rows, receivedAt);
  }

  /**
   * Does what may be done again as a whole, for as long as an append would be tried, where what has
   * failed may pass.
   */
  <T> T retrying(Supplier<T> work) {
    return retries.call(work);
  }

  /** Does work of a host's; returns after the commit. */
  <T extends @Nullable Object> T run(SqlWork<T> work) {
    return committed(
        "write to",
        session -> {
          database.force(session.connection());
          return work.run(session.connection());
        });
  }

  private <T extends @Nullable Object> T committed(String what, Work<T> work) {
    if (!within.add(Thread.currentThread())) {
      throw new IllegalStateException(
          "a transaction must not wait for another one of its thread; append on its connection");
    }
    try {
      return inSession(what, work);
    } finally {
      within.remove(Thread.currentThread());
    }
  }

  private <T extends @Nullable Object> T inSession(String what, Work<T> work) {
    Session session = sessions.borrow();
    boolean done = false;
    try {
      session.connection().setAutoCommit(false);
      T result = work.run(session);
      session.connection().setAutoCommit(true);
      done = true;
      database.verify();
      return result;
    } catch (SQLException failure) {
      throw database.failed(what, failure);
    } finally {
      sessions.giveBack(session, !done);
    }
  }

  /** Stores those of the rows that are not there yet in the transaction of a host's connection. */
  List<AppendResult.Outcome> append(Connection connection, List<EventRow> rows, long receivedAt) {
    sessions.requireOpen();
    database.verify();
    try {
      if (!database.isOwn(connection)) {
        throw new IllegalArgumentException("connection must be to the database of the trail");
      }
      Savepoint before = connection.setSavepoint();
      try (PreparedStatement insert = connection.prepareStatement(database.insert())) {
        database.announce(connection);
        List<AppendResult.Outcome> outcomes = inserted(connection, insert, rows, receivedAt);
        connection.releaseSavepoint(before);
        return outcomes;
      } catch (SQLException failure) {
        connection.rollback(before);
        throw failure;
      }
    } catch (SQLException failure) {
      throw database.failed("append to", failure);
    }
  }

  private List<AppendResult.Outcome> inserted(
      Connection connection, PreparedStatement insert, List<EventRow> rows, long receivedAt)
      throws SQLException {
    boolean[] stored = database.insert(insert, rows, receivedAt);
    List<EventRow> repeated =
        IntStream.range(0, stored.length).filter(i -> !stored[i]).mapToObj(rows::get).toList();
    Map<EventKey, DomainEvent> first = Repeats.stored(connection, database.table(), repeated);
    List<AppendResult.Outcome> outcomes = new ArrayList<>(rows.size());
    for (int i = 0; i < stored.length; i++) {
      outcomes.add(stored[i] ? AppendResult.Outcome.STORED : compared(rows.get(i).event(), first));
    }
    return outcomes;
  }

  private static AppendResult.Outcome compared(
      DomainEvent event, Map<EventKey, DomainEvent> first) {
    return event.equals(first.get(EventKey.of(event)))
        ? AppendResult.Outcome.DUPLICATE
        : AppendResult.Outcome.CONFLICT;
  }

  /** Refuses what would wait for a transaction of its own thread. */
  void requireOutside(String what) {
    if (within.contains(Thread.currentThread())) {
      throw new IllegalStateException("a transaction must not " + what + "; do so after it");
    }
  }

  /** Closes after what is under way. */
  @Override
  public void close() {
    sessions.close();
    retries.close();
    sessions.awaitAll();
  }

  @FunctionalInterface
  private interface Work<T extends @Nullable Object> {
    T run(Session session) throws SQLException;
  }
}
