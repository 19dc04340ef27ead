package io.tidings.event.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.cli.text.Terminal;
import io.tidings.event.store.EventStore;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Options with a unit: each text is honoured, or rejected with the accepted forms. */
class OptionUnitsTest {

  @TempDir private Path directory = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private String file() {
    return directory.resolve("trail.db").toString();
  }

  @BeforeEach
  void fill() {
    try (EventStore trail = EventStore.open(Path.of(file()))) {
      trail.append(List.of(DomainEvent.of(EventType.PLAN_CREATED)));
    }
  }

  private int run(String... args) {
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Tidings.commandLine(out, err, Terminal.NONE).execute(args);
  }

  /** The window begins as long ago as its label says, to the second. */
  @ParameterizedTest
  @CsvSource({"90s,90", "30m,1800", "24h,86400", "7d,604800", "3w,1814400", "036h,129600"})
  void window_is_as_long_as_its_label(String window, long seconds) {
    assertThat(run("stats", file(), "--window", window)).as(err.toString()).isZero();
    assertThat(out.toString()).startsWith("{\"window\":\"" + window + "\"");
    assertThat(instant("generated_at").getEpochSecond() - instant("since").getEpochSecond())
        .isEqualTo(seconds);
  }

  private Instant instant(String name) {
    String from = out.toString().split("\"" + name + "\":\"", -1)[1];
    return Instant.parse(from.substring(0, from.indexOf('"')));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "3y",
        "1M",
        "7",
        "h",
        "-1h",
        "0h",
        "1.5h",
        "1h30m",
        "7 d",
        "week",
        "9999999999d",
        "24hours"
      })
  void other_window_is_rejected_with_the_accepted_forms(String window) {
    for (List<String> command :
        List.of(
            List.of("stats", file()),
            List.of("report", file(), directory.resolve("page.html").toString()))) {
      List<String> args = new ArrayList<>(command);
      args.addAll(List.of("--window", window));
      assertThat(run(args.toArray(String[]::new))).isEqualTo(2);
      assertThat(err.toString())
          .hasLineCount(1)
          .contains("'--window'", "'" + window + "'", "s, m, h, d or w", "such as 30m");
      assertThat(out.toString()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "3y", "1M", "7", "h", "-1h", "1.5h", "1h30m", "7 d", "9999999999d"})
  void other_time_is_rejected_with_the_accepted_forms(String time) {
    for (List<String> command :
        List.of(
            List.of("audit", "query", file(), "--since"),
            List.of("audit", "stats", file(), "--before"),
            List.of("audit", "retain", file(), "--all", "--keep"))) {
      List<String> args = new ArrayList<>(command);
      args.add(time);
      assertThat(run(args.toArray(String[]::new))).isEqualTo(2);
      assertThat(err.toString())
          .hasLineCount(1)
          .contains(
              "'" + command.get(command.size() - 1) + "'",
              "'" + time + "'",
              "s, m, h, d or w",
              "2026-11-01T12:30:00Z");
    }
  }

  @Test
  void extreme_time_is_honoured_or_a_one_line_error() {
    for (String time :
        List.of("999999999w", "+999999999-12-31T23:59:59Z", "-999999999-01-01T00:00:00Z")) {
      for (String option : List.of("--since", "--before")) {
        int exit = run("audit", "query", file(), option, time);
        assertThat(exit).isIn(0, 2);
        assertThat(err.toString().lines()).hasSize(exit == 0 ? 0 : 1);
      }
    }
    assertThat(run("audit", "retain", file(), "--all", "--keep", "999999999w")).isIn(0, 2);
    assertThat(run("stats", file(), "--window", "999999999w")).as(err.toString()).isZero();
  }
}
