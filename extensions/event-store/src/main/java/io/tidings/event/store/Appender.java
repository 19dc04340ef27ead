package io.tidings.event.store;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.internal.Arrivals;
import io.tidings.event.store.internal.ConnectionPool;
import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.EventInsert.Inserted;
import io.tidings.event.store.internal.FailureReason;
import io.tidings.event.store.internal.PooledConnection;
import io.tidings.event.store.internal.Retries;
import io.tidings.event.store.internal.RowKey;
import io.tidings.event.store.internal.RowValues;
import io.tidings.event.store.internal.Transactions;
import io.tidings.event.store.internal.dictionary.AppendNumbers;
import io.tidings.event.store.internal.dictionary.EventTexts;
import io.tidings.event.store.spi.SqlWork;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The write side of a store: appends in transactions of its own or of a host, and transactions for
 * a host's work. Thread-safe.
 */
final class Appender implements Transactions, AutoCloseable {

  private final Database database;
  private final ConnectionPool connections;
  private final Retries retries;
  private final boolean migrates;
  private final Set<Thread> inTransaction = ConcurrentHashMap.newKeySet();

  /** The connections lent to a host's work, and whether an append has stored an event on each. */
  private final Map<Connection, Boolean> lent =
      Collections.synchronizedMap(new IdentityHashMap<>());

  /** Creates the write side; {@code migrates} permits it to create and change tables. */
  Appender(Database database, Retries retries, boolean migrates) {
    this.database = database;
    this.connections = ConnectionPool.writers(database);
    this.retries = retries;
    this.migrates = migrates;
  }

  /** Connects once, so that opening a store fails rather than its first append. */
  void open() {
    connections.giveBack(connections.borrow(), false);
  }

  /**
   * Stores the rows that are not stored yet; returns after the commit.
   *
   * @throws StoreException if none of them is stored
   */
  List<AppendResult.Outcome> append(List<EventRow> rows, long receivedAt) {
    return retries.call(
        () -> {
          Appended appended =
              committed(Database.APPEND, pooled -> insertInOwn(pooled, rows, receivedAt));
          appended.numbers().publish();
          return appended.outcomes();
        });
  }

  private Appended insertInOwn(PooledConnection pooled, List<EventRow> rows, long receivedAt)
      throws SQLException {
    Connection connection = pooled.connection();
    database.begin(connection);
    database.dictionary().verify(connection);
    AppendNumbers numbers = database.dictionary().numbers();
    if (numbers.hasMissing(texts(rows))) {
      numbers.assign(connection);
    }
    PreparedStatement insert = pooled.insert(database.insert());
    return new Appended(insert(connection, insert, rows, numbers, receivedAt), numbers);
  }

  /** Runs idempotent work; retries transient failures for as long as an append is retried. */
  <T> T retrying(Supplier<T> work) {
    return retries.call(work);
  }

  @Override
  public <T extends @Nullable Object> T run(SqlWork<T> work) {
    return committed(
        "write to",
        pooled -> {
          database.force(pooled.connection());
          return work.run(pooled.connection());
        });
  }

  /** Runs a host's work like {@link #run(SqlWork)}, then the action if it has appended an event. */
  <T extends @Nullable Object> T run(SqlWork<T> work, Runnable afterAppend) {
    AtomicBoolean appended = new AtomicBoolean();
    T result =
        run(
            connection -> {
              lent.put(connection, false);
              try {
                return work.run(connection);
              } finally {
                appended.set(Boolean.TRUE.equals(lent.remove(connection)));
              }
            });
    if (appended.get()) {
      afterAppend.run();
    }
    return result;
  }

  private <T extends @Nullable Object> T committed(String operation, Work<T> work) {
    if (!inTransaction.add(Thread.currentThread())) {
      throw new IllegalStateException(
          "a transaction must not wait for another one of its thread; append on its connection");
    }
    try {
      return onConnection(operation, work);
    } finally {
      inTransaction.remove(Thread.currentThread());
    }
  }

  private <T extends @Nullable Object> T onConnection(String operation, Work<T> work) {
    PooledConnection pooled = connections.borrow();
    boolean done = false;
    try {
      pooled.connection().setAutoCommit(false);
      T result = work.run(pooled);
      pooled.connection().setAutoCommit(true);
      done = true;
      database.verify();
      return result;
    } catch (SQLException failure) {
      throw database.failed(operation, failure);
    } finally {
      connections.giveBack(pooled, !done);
    }
  }

  /** Stores the rows that are not stored yet in the transaction of a host's connection. */
  List<AppendResult.Outcome> append(Connection connection, List<EventRow> rows, long receivedAt) {
    connections.requireOpen();
    database.verify();
    try {
      if (!database.isOwn(connection)) {
        throw new IllegalArgumentException("connection must be to the database of the trail");
      }
      Savepoint before = connection.setSavepoint();
      try (PreparedStatement insert = connection.prepareStatement(database.insert())) {
        database.announce(connection);
        AppendNumbers numbers = numbers(connection, rows);
        List<AppendResult.Outcome> outcomes = insert(connection, insert, rows, numbers, receivedAt);
        connection.releaseSavepoint(before);
        if (outcomes.contains(AppendResult.Outcome.STORED)) {
          lent.computeIfPresent(connection, (same, any) -> true);
        }
        return outcomes;
      } catch (SQLException failure) {
        connection.rollback(before);
        throw failure;
      }
    } catch (SQLException failure) {
      throw database.failed(Database.APPEND, failure);
    }
  }

  private static List<EventTexts> texts(List<EventRow> rows) {
    return rows.stream().map(EventRow::texts).toList();
  }

  /**
   * Returns the numbers for an append in a host's transaction. Where other transactions would wait
   * for the texts that it adds, they are added apart from it.
   */
  private AppendNumbers numbers(Connection host, List<EventRow> rows) throws SQLException {
    AppendNumbers numbers = database.dictionary().numbers();
    if (!numbers.hasMissing(texts(rows))) {
      return numbers;
    }
    Connection apart = database.apart();
    if (apart == null) {
      numbers.assign(host);
      return numbers;
    }
    try (apart) {
      database.dictionary().verify(apart);
      apart.setAutoCommit(false);
      numbers.assign(apart);
      apart.setAutoCommit(true);
      numbers.publish();
      return numbers;
    }
  }

  private List<AppendResult.Outcome> insert(
      Connection connection,
      PreparedStatement insert,
      List<EventRow> rows,
      AppendNumbers numbers,
      long receivedAt)
      throws SQLException {
    List<RowValues> values = rows.stream().map(row -> row.values(numbers, receivedAt)).toList();
    Inserted inserted = database.insert(insert, values);
    Arrivals.add(connection, database.schema(), values, inserted, receivedAt);
    BitSet stored = inserted.stored();
    List<RowValues> repeated =
        IntStream.range(0, rows.size()).filter(i -> !stored.get(i)).mapToObj(values::get).toList();
    Map<RowKey, DomainEvent> first = DuplicateLookup.stored(connection, database, repeated);
    List<AppendResult.Outcome> outcomes = new ArrayList<>(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      outcomes.add(
          stored.get(i)
              ? AppendResult.Outcome.STORED
              : compared(rows.get(i).event(), first.get(values.get(i).key())));
    }
    return outcomes;
  }

  private static AppendResult.Outcome compared(DomainEvent event, @Nullable DomainEvent first) {
    return event.equals(first) ? AppendResult.Outcome.DUPLICATE : AppendResult.Outcome.CONFLICT;
  }

  /**
   * Requires that tables may be created and changed.
   *
   * @throws StoreException if they may not
   */
  void requireMigration(String tables) {
    if (!migrates) {
      throw database.refused(
          FailureReason.OLDER_SCHEMA,
          ("lacks tables of %s in their current version, and migrate(false) creates none; prepare"
                  + " them once as a role that may create tables, or run the statements that"
                  + " 'bin/tidings trail ddl' prints")
              .formatted(tables));
    }
  }

  /** Refuses an action that would wait for a transaction of the calling thread. */
  void requireOutside(String action) {
    if (inTransaction.contains(Thread.currentThread())) {
      throw new IllegalStateException("a transaction must not " + action + "; do so after it");
    }
  }

  /** Closes after the transactions under way. */
  @Override
  public void close() {
    connections.close();
    retries.close();
    connections.awaitAll();
  }

  /** The outcomes of an append and the numbers to publish after its commit. */
  private record Appended(List<AppendResult.Outcome> outcomes, AppendNumbers numbers) {}

  @FunctionalInterface
  private interface Work<T extends @Nullable Object> {
    T run(PooledConnection pooled) throws SQLException;
  }
}
