package io.tidings.event.benchmarks.suites;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.store.AppendResult;
import io.tidings.event.store.EventStore;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Append of five hundred events in one commit to PostgreSQL on the same machine, compared with
 * inserting the same rows by hand into the same table; both encode the details as JSON.
 */
@State(Scope.Benchmark)
public class PostgresStoreBenchmark {

  private @Nullable PostgresServer server;
  private @Nullable EventStore store;
  private final LeanRows rows = new LeanRows();
  private @Nullable LeanTable table;
  private List<DomainEvent> events = List.of();
  private long number;

  @Setup
  public void open() throws IOException, SQLException {
    PostgresServer started = new PostgresServer();
    server = started;
    store = EventStore.open(started.connections());
    table = LeanTable.on(started.connections().getConnection());
  }

  @Setup(Level.Invocation)
  public void make() {
    events = StoreBenchmark.events(number);
    number += events.size();
  }

  @Benchmark
  @OperationsPerInvocation(StoreBenchmark.BATCH)
  public AppendResult store() {
    return requireNonNull(store).append(events);
  }

  @Benchmark
  @OperationsPerInvocation(StoreBenchmark.BATCH)
  public void raw() throws SQLException {
    requireNonNull(table).insert(rows.rows(events));
  }

  @TearDown
  public void close() throws IOException, SQLException {
    requireNonNull(store).close();
    requireNonNull(table).close();
    requireNonNull(server).close();
  }
}
