package io.tidings.event.benchmarks.suites;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.store.AppendResult;
import io.tidings.event.store.EventStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
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

  /** {@code disk} is the directory for temporary files, {@code memory} an in-memory file system. */
  @Param({"disk", "memory"})
  public String place = "disk";

  private Path directory = Path.of("");
  private @Nullable EventStore store;
  private final LeanRows rows = new LeanRows();
  private @Nullable LeanTable table;
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
    table = LeanTable.of(directory.resolve("raw.db"));
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
  public void raw() throws SQLException {
    requireNonNull(table).insert(rows.rows(events));
  }

  @TearDown
  public void close() throws IOException, SQLException {
    requireNonNull(store).close();
    requireNonNull(table).close();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
