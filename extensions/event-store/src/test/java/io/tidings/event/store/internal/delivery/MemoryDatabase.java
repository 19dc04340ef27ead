package io.tidings.event.store.internal.delivery;

import io.tidings.event.store.internal.Database;
import io.tidings.event.store.spi.SqlWork;
import io.tidings.event.store.spi.StoreDatabase;
import io.tidings.event.store.spi.StoreLease;
import io.tidings.event.store.spi.StoreTables;
import io.tidings.event.store.spi.TrailCounts;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A database in memory with the tables of deliveries, whose clock and failures are set by a test.
 */
final class MemoryDatabase implements StoreDatabase, AutoCloseable {

  /** The failure of a transaction. */
  static final class Unavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** The next failure of a transaction. */
  enum Fault {
    NONE,
    BEFORE_COMMIT,
    AFTER_COMMIT
  }

  private final Connection connection;
  Fault fault = Fault.NONE;

  MemoryDatabase() throws SQLException {
    connection = preparingOnce(DriverManager.getConnection("jdbc:sqlite::memory:"));
    execute(
        "CREATE TABLE lease (name TEXT NOT NULL PRIMARY KEY, owner TEXT NOT NULL,"
            + " expires_at BIGINT NOT NULL)");
    execute("CREATE TABLE test_clock (now BIGINT NOT NULL)");
    execute("INSERT INTO test_clock VALUES (1000000000)");
    for (StoreTables.Step step : DeliveryTables.TABLES.steps()) {
      for (String sql : step.up()) {
        execute(sql.replace("{text}", "TEXT"));
      }
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Returns a connection that keeps its prepared statements: preparing takes half of the time. */
  private static Connection preparingOnce(Connection connection) {
    Map<String, PreparedStatement> statements = new HashMap<>();
    return proxy(
        Connection.class,
        (method, args) -> {
          if (!method.getName().equals("prepareStatement")) {
            return method.invoke(connection, args);
          }
          String sql = (String) args[0];
          PreparedStatement kept = statements.get(sql);
          if (kept == null) {
            kept = staysOpen(connection.prepareStatement(sql));
            statements.put(sql, kept);
          }
          return kept;
        });
  }

  private static PreparedStatement staysOpen(PreparedStatement statement) {
    return proxy(
        PreparedStatement.class,
        (method, args) -> {
          if (method.getName().equals("close")) {
            statement.clearParameters();
            statement.clearBatch();
            return null;
          }
          return method.invoke(statement, args);
        });
  }

  private interface Call {
    @Nullable Object of(Method method, Object[] args) throws Exception;
  }

  private static <T> T proxy(Class<T> type, Call call) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> {
              try {
                return call.of(method, args);
              } catch (InvocationTargetException failure) {
                throw failure.getTargetException();
              }
            }));
  }

  /** Moves the clock of the database, also backwards. */
  void moveClock(Duration by) throws SQLException {
    try (PreparedStatement move =
        connection.prepareStatement("UPDATE test_clock SET now = now + ?")) {
      move.setLong(1, by.toNanos() / 1_000);
      move.executeUpdate();
    }
  }

  /** Empties the tables. */
  void clear() throws SQLException {
    execute("DELETE FROM lease");
    execute("DELETE FROM delivery_consumer");
    execute("DELETE FROM delivery_failure");
  }

  /** Returns the engine, which only knows placeholders. */
  Database engine() {
    return (Database)
        Proxy.newProxyInstance(
            Database.class.getClassLoader(),
            new Class<?>[] {Database.class},
            (proxy, method, args) -> {
              if (method.getName().equals("ddl")) {
                return ((String) args[0]).replace("{now}", "(SELECT now FROM test_clock)");
              }
              throw new UnsupportedOperationException(method.getName());
            });
  }

  @Override
  public <T> T read(SqlWork<T> work) {
    try {
      return work.run(connection);
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public <T extends @Nullable Object> T write(SqlWork<T> work) {
    Fault now = fault;
    fault = Fault.NONE;
    try {
      connection.setAutoCommit(false);
      T result;
      try {
        result = work.run(connection);
        if (now == Fault.BEFORE_COMMIT) {
          throw new Unavailable();
        }
      } catch (Throwable failure) {
        connection.rollback();
        connection.setAutoCommit(true);
        throw failure;
      }
      connection.setAutoCommit(true);
      if (now == Fault.AFTER_COMMIT) {
        throw new Unavailable();
      }
      return result;
    } catch (SQLException failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Override
  public void prepare(StoreTables tables) {}

  @Override
  public <T> T retrying(Supplier<T> work) {
    return work.get();
  }

  @Override
  public Connection connect() {
    throw new UnsupportedOperationException();
  }

  @Override
  public StoreLease lease(String name, Duration time) {
    throw new UnsupportedOperationException();
  }

  @Override
  public TrailCounts counts(Set<String> projects) {
    throw new UnsupportedOperationException();
  }

  @Override
  public TrailCounts platformCounts() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<StoredKey> storedKeys(Collection<String> eventIds) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean hasTable(String name) {
    return true;
  }

  @Override
  public InstantSource clock() {
    return InstantSource.fixed(Instant.EPOCH);
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
