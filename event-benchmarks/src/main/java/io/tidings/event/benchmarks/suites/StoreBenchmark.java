package io.tidings.event.benchmarks.suites;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.json.DomainEventJson;
import io.tidings.event.store.AppendResult;
import io.tidings.event.store.EventStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * Append of five hundred events in one commit, compared with inserting the same rows by hand into
 * the same tables; both encode the details as JSON.
 */
@State(Scope.Benchmark)
public class StoreBenchmark {

  static final int BATCH = 500;

  static final String INSERT =
      "INSERT INTO event (project_id, event_id, kind, category, timestamp, received_at,"
          + " correlation_id, causation_id, organization_id, workspace_id, user_id, plan_id,"
          + " root_plan_id, session_id, actor_name, project_name, request_type, details)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private static final int COLUMNS = 18;

  /** {@code disk} is the directory for temporary files, {@code memory} an in-memory file system. */
  @Param({"disk", "memory"})
  public String place = "disk";

  private Path directory = Path.of("");
  private @Nullable EventStore store;
  private @Nullable Connection connection;
  private @Nullable PreparedStatement insert;
  private List<DomainEvent> events = List.of();
  private long number;

  @Setup
  public void open() throws IOException, SQLException {
    directory =
        place.equals("memory")
            ? Files.createTempDirectory(Path.of("/dev/shm"), "trail")
            : Files.createTempDirectory("trail");
    store = EventStore.open(directory.resolve("store.db"));
    EventStore.open(directory.resolve("raw.db")).close();
    Connection raw = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("raw.db"));
    raw.createStatement().execute("PRAGMA synchronous = FULL");
    connection = raw;
    insert = raw.prepareStatement(INSERT);
  }

  @Setup(Level.Invocation)
  public void make() {
    events = events(number);
    number += BATCH;
  }

  /** Returns a batch with numbers from {@code first}. */
  static List<DomainEvent> events(long first) {
    List<DomainEvent> batch = new ArrayList<>(BATCH);
    for (int i = 0; i < BATCH; i++) {
      batch.add(event(first + i));
    }
    return batch;
  }

  private static DomainEvent event(long number) {
    return DomainEvent.root(EventType.TOOL_COMPLETED)
        .scope(new EventScope("o-1", null, "p-" + number % 20, "u-" + number % 1_000))
        .sessionId("s-" + number / 200)
        .planId("p-" + number / 100)
        .actorName("indexer")
        .detail("tool", "line_counter")
        .detail("path", "src/main/java/io/tidings/event/EventBus.java")
        .detail("lines", number)
        .build();
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public AppendResult store() {
    return requireNonNull(store).append(events);
  }

  @Benchmark
  @OperationsPerInvocation(BATCH)
  public int[] raw() throws SQLException {
    return insertBatch(requireNonNull(connection), requireNonNull(insert), events);
  }

  /** Inserts a batch by hand, in one commit. */
  static int[] insertBatch(Connection raw, PreparedStatement prepared, List<DomainEvent> events)
      throws SQLException {
    raw.setAutoCommit(false);
    for (DomainEvent event : events) {
      bind(prepared, event);
      prepared.addBatch();
    }
    int[] counts = prepared.executeBatch();
    raw.setAutoCommit(true);
    return counts;
  }

  private static void bind(PreparedStatement insert, DomainEvent event) throws SQLException {
    for (int i = 1; i <= COLUMNS; i++) {
      insert.setNull(i, Types.VARCHAR);
    }
    long micros = event.timestamp().toEpochMilli() * 1_000;
    insert.setString(1, event.scope().project());
    insert.setString(2, event.id());
    insert.setString(3, event.kind().id());
    insert.setString(4, EventKind.category(event.kind()));
    insert.setLong(5, micros);
    insert.setLong(6, micros);
    insert.setString(7, event.correlationId());
    insert.setString(9, event.scope().organization());
    insert.setString(11, event.scope().user());
    insert.setString(12, event.planId());
    insert.setString(14, event.sessionId());
    insert.setString(15, event.actorName());
    insert.setString(17, "unknown");
    insert.setString(18, DomainEventJson.standard().writeDetails(event.details()));
  }

  @TearDown
  public void close() throws IOException, SQLException {
    requireNonNull(store).close();
    requireNonNull(connection).close();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
