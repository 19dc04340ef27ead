package io.tidings.event.measure;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.tidings.event.store.EarlierTrail;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.EveryDatabaseTest;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.LogCapture;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Creation and adoption of the table of errors. */
class ErrorTableTest extends EveryDatabaseTest {

  private final IllegalStateException broken = new IllegalStateException("broken");

  @TempDir private Path temporary;

  private List<String> versions() throws SQLException {
    return place().texts("SELECT name || ' ' || version FROM extension_version");
  }

  private static long errors(EventStore trail) {
    return Measurements.of(trail).platformErrors(TimeWindow.WEEK).total();
  }

  @Contract("MSR-07")
  @Test
  void first_error_creates_the_table() throws SQLException {
    EventStore trail = open();
    assertThat(errors(trail)).isZero();
    assertThat(versions()).isEmpty();

    ErrorRecorder.in(trail).record("search", "rebuild", broken);

    assertThat(errors(trail)).isEqualTo(1);
    assertThat(versions()).containsExactly("measurement 1");
  }

  @Contract("MSR-07")
  @Test
  void read_only_trail_without_the_table_has_no_errors() {
    open().close();
    EventStore trail = closing(builder().readOnly().open());

    try (LogCapture log = LogCapture.of(ErrorRecorder.class)) {
      ErrorRecorder.in(trail).record("search", "rebuild", broken);
      assertThat(log.messages(Level.WARN)).hasSize(1);
    }
    assertThat(errors(trail)).isZero();
  }

  @Contract("MSR-07")
  @Test
  void foreign_table_is_reported_by_name() throws SQLException {
    EventStore trail = open();
    place().execute("CREATE TABLE error_events (id BIGINT, colour TEXT)");

    try (LogCapture log = LogCapture.of(ErrorRecorder.class)) {
      ErrorRecorder.in(trail).record("search", "rebuild", broken);
      assertThat(log.entries()).hasSize(1);
      assertThat(log.entries().get(0).getThrowableProxy().getMessage())
          .contains("table error_events", "lacks the column");
    }
    assertThat(versions()).isEmpty();
  }

  @Contract("MSR-07")
  @Test
  void errors_of_an_earlier_trail_are_adopted() throws IOException {
    Path file = EarlierTrail.copyTo(temporary.resolve("earlier.db"));
    EventStore.open(file).close();
    clock.set(Instant.parse("2026-11-30T12:00:00Z"));
    try (EventStore trail = EventStore.builder(file).clock(clock).readOnly().open()) {
      assertThat(errors(trail)).isEqualTo(3);
    }
    for (int opening = 1; opening <= 2; opening++) {
      try (EventStore trail = EventStore.builder(file).clock(clock).open()) {
        ErrorRecorder.in(trail).record("search", "rebuild", broken);
        assertThat(errors(trail)).isEqualTo(3 + opening);
        assertThat(Measurements.of(trail).errors("w-1", TimeWindow.WEEK).total()).isEqualTo(2);
        assertThat(trail.count(EventQuery.platform())).isEqualTo(EarlierTrail.EVENTS);
      }
    }
  }
}
