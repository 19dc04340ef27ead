package io.tidings.event.measure;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBuilder;
import io.tidings.event.EventFactory;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.store.EventStore;
import io.tidings.event.testkit.SequentialIds;
import io.tidings.event.testkit.TestClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of measurement have in common: a trail, a clock, events of some time ago. */
abstract class MeasureFixture {

  static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir Path directory;

  final TestClock clock = TestClock.at(NOW);
  final EventFactory events = EventFactory.standard().withClock(clock).withIds(new SequentialIds());
  private @Nullable EventStore opened;

  @BeforeEach
  void openTrail() {
    opened = EventStore.builder(file()).clock(clock).open();
  }

  @AfterEach
  void closeTrail() {
    trail().close();
  }

  Path file() {
    return directory.resolve("trail.db");
  }

  EventStore trail() {
    return requireNonNull(opened);
  }

  Measurements measurements() {
    return Measurements.of(trail());
  }

  /** Starts an event of some time ago. */
  EventBuilder event(EventKind kind, String project, Duration ago) {
    return events
        .root(kind)
        .timestamp(NOW.minus(ago))
        .scope(EventScope.none().withProject(project));
  }

  void store(EventBuilder... builders) {
    trail().append(List.of(builders).stream().map(EventBuilder::build).toList());
  }

  /** Records so many errors of a subsystem, some time ago. */
  void errors(String subsystem, @Nullable String workspace, int count, Duration ago) {
    clock.set(NOW.minus(ago));
    ErrorRecorder recorder = ErrorRecorder.in(trail());
    for (int i = 0; i < count; i++) {
      recorder.record(
          subsystem,
          "work",
          new IllegalStateException("broken"),
          ErrorRecorder.Context.NONE.workspaceId(workspace));
    }
    clock.set(NOW);
  }

  /** Returns the rows that a statement finds, each as its columns with bars between them. */
  List<String> rows(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file().toUri());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        StringBuilder row = new StringBuilder();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.append(i == 1 ? "" : "|").append(rows.getString(i));
        }
        found.add(row.toString());
      }
      return found;
    }
  }
}
