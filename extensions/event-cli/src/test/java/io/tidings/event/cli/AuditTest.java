package io.tidings.event.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventFactory;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.cli.text.Terminal;
import io.tidings.event.store.EventStore;
import io.tidings.event.testkit.SequentialIds;
import io.tidings.event.testkit.TestClock;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class AuditTest {

  private static final Terminal TERMINAL = new Terminal(true, false);

  @TempDir private Path directory;

  private final TestClock clock = TestClock.at(Instant.parse("2026-01-01T00:00:00Z"));
  private final EventFactory events =
      EventFactory.standard().withClock(clock).withIds(new SequentialIds());
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final DomainEvent created = event(EventType.PLAN_CREATED, null);
  private final DomainEvent invoked = event(EventType.TOOL_INVOKED, created);
  private final DomainEvent completed = event(EventType.TOOL_COMPLETED, invoked);
  private final DomainEvent applied = event(EventType.PLAN_APPLIED, created);

  private DomainEvent event(EventType type, @Nullable DomainEvent cause) {
    clock.advance(Duration.ofSeconds(1));
    return (cause == null ? events.root(type) : events.caused(cause, type))
        .scope(EventScope.none().withProject("apollo"))
        .sessionId("s-1")
        .actorName("Margaret")
        .detail("text", "a\u202eb")
        .build();
  }

  private String file() {
    return directory.resolve("trail.db").toString();
  }

  @BeforeEach
  void fill() {
    try (EventStore trail = EventStore.builder(Path.of(file())).clock(clock).open()) {
      trail.append(List.of(created, invoked, completed, applied));
    }
  }

  private int run(Terminal terminal, String... args) {
    return Tidings.commandLine(out, err, terminal).execute(args);
  }

  private List<String> lines(String... args) {
    out.getBuffer().setLength(0);
    assertThat(run(Terminal.NONE, args)).as(err.toString()).isZero();
    return out.toString().lines().toList();
  }

  @Test
  void in_a_pipe_each_event_is_a_line_of_json_the_latest_first() {
    List<String> lines = lines("audit", "query", file());

    assertThat(lines).hasSize(4);
    assertThat(lines.get(0))
        .startsWith("{\"seq\":4,\"received_at\":\"2026-01-01T00:00:04.000000Z\",\"event\":{")
        .contains("\"event_type\":\"plan.applied\"", "a\\u202Eb")
        .endsWith("}}");
  }

  @Test
  void on_a_terminal_they_are_a_table() {
    assertThat(run(TERMINAL, "audit", "query", file(), "--type", "plan.*")).isZero();

    assertThat(out.toString().lines())
        .hasSize(3)
        .anySatisfy(
            line ->
                assertThat(line)
                    .startsWith("       4  2026-01-01T00:00:04.000000Z  plan.applied")
                    .endsWith("text=a\\u202eb"));
    assertThat(out.toString()).startsWith("     SEQ  TIME");
  }

  @Test
  void every_filter_narrows() {
    assertThat(lines("audit", "query", file(), "--type", "plan.created")).hasSize(1);
    assertThat(lines("audit", "query", file(), "--type", "plan.*")).hasSize(2);
    assertThat(lines("audit", "query", file(), "--type", "*")).hasSize(4);
    assertThat(lines("audit", "query", file(), "--project", "gemini")).isEmpty();
    assertThat(lines("audit", "query", file(), "--session", "s-1", "--limit", "3")).hasSize(3);
    assertThat(lines("audit", "query", file(), "--session", "s-2")).isEmpty();
    assertThat(lines("audit", "query", file(), "--plan", "p")).isEmpty();
    assertThat(lines("audit", "query", file(), "--actor", "Margaret")).hasSize(4);
    assertThat(lines("audit", "query", file(), "--correlation", created.id())).hasSize(4);
    assertThat(lines("audit", "query", file(), "--since", "2026-01-01T00:00:03Z")).hasSize(2);
    assertThat(lines("audit", "query", file(), "--before", "2026-01-01T00:00:03Z")).hasSize(2);
    assertThat(lines("audit", "query", file(), "--before", "1s")).hasSize(4);
  }

  @Test
  void with_a_cursor_events_come_in_the_order_of_the_trail() {
    assertThat(lines("audit", "query", file(), "--cursor", "2", "--limit", "1"))
        .singleElement()
        .asString()
        .startsWith("{\"seq\":3,");
  }

  private void append(int more) {
    try (EventStore trail = EventStore.open(Path.of(file()))) {
      trail.append(
          Stream.generate(() -> event(EventType.TOOL_INVOKED, created)).limit(more).toList());
    }
  }

  @Test
  void a_terminal_is_told_that_there_are_more_events_than_it_shows() {
    append(96);
    assertThat(run(TERMINAL, "audit", "query", file())).isZero();
    assertThat(out.toString()).hasLineCount(1 + 100);
    assertThat(err.toString()).as("100 events").isEmpty();

    append(1);
    assertThat(run(TERMINAL, "audit", "query", file())).isZero();
    assertThat(run(TERMINAL, "audit", "query", file(), "--cursor", "0")).isZero();
    assertThat(out.toString()).hasLineCount(3 * (1 + 100));
    assertThat(err.toString().lines())
        .containsExactly(
            "tidings: showing the latest 100; --limit N shows more",
            "tidings: showing the first 100; --limit N shows more");
  }

  @Test
  void who_says_how_many_events_are_wanted_or_reads_them_in_a_pipe_is_told_nothing() {
    append(100);
    assertThat(lines("audit", "query", file())).hasSize(104);
    assertThat(run(TERMINAL, "audit", "query", file(), "--limit", "100")).isZero();
    assertThat(lines("audit", "tree", file(), "--limit", "3")).hasSize(3);
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void a_tree_that_is_cut_says_so() {
    append(9_996);
    assertThat(lines("audit", "tree", file())).hasSize(10_000);
    assertThat(err.toString()).as("10,000 events").isEmpty();

    append(1);
    assertThat(lines("audit", "tree", file())).hasSize(10_000);
    assertThat(err.toString().lines())
        .containsExactly("tidings: showing the first 10,000; --limit N shows more");
    assertThat(lines("audit", "tree", file(), "--limit", "20000")).hasSize(10_001);
  }

  @Test
  void the_tree_shows_each_event_below_its_cause() {
    assertThat(run(TERMINAL, "audit", "tree", file(), "--event", created.id())).isZero();
    assertThat(out.toString().lines().map(line -> line.replaceAll("  +text.*", "")))
        .containsExactly(
            "     SEQ  TIME                         EVENT",
            "       1  2026-01-01T00:00:01.000000Z  plan.created",
            "       2  2026-01-01T00:00:02.000000Z    tool.invoked",
            "       3  2026-01-01T00:00:03.000000Z      tool.completed",
            "       4  2026-01-01T00:00:04.000000Z    plan.applied");
    assertThat(lines("audit", "tree", file(), "--event", invoked.id()))
        .hasSize(2)
        .last()
        .asString()
        .contains("\"depth\":1");
    assertThat(lines("audit", "tree", file(), "--session", "s-1")).hasSize(4);
  }

  @Test
  void events_that_cause_each_other_are_shown_once() {
    try (EventStore trail = EventStore.open(Path.of(file()))) {
      trail.append(
          List.of(
              events.root(EventType.TOOL_RETRIED).id("x").causationId("y").sessionId("o").build(),
              events.root(EventType.TOOL_RETRIED).id("y").causationId("x").sessionId("o").build()));
    }
    assertThat(lines("audit", "tree", file(), "--session", "o")).hasSize(2);
  }

  @Test
  void stats_count_by_type() {
    assertThat(lines("audit", "stats", file(), "--type", "plan.*"))
        .containsExactly(
            "{\"events\":2,\"first\":\"2026-01-01T00:00:01.000000Z\","
                + "\"last\":\"2026-01-01T00:00:04.000000Z\","
                + "\"types\":{\"plan.applied\":1,\"plan.created\":1}}");
    assertThat(lines("audit", "stats", file(), "--session", "none"))
        .containsExactly("{\"events\":0,\"types\":{}}");
    out.getBuffer().setLength(0);
    assertThat(run(TERMINAL, "audit", "stats", file())).isZero();
    assertThat(out.toString())
        .contains("           1  plan.applied", "           4  total", "from 2026-01-01T00:00:01");
  }

  @ParameterizedTest
  @ValueSource(strings = {"query", "tree", "stats"})
  void wrong_usage_is_told_in_one_line(String command) {
    assertThat(run(Terminal.NONE, "audit", command, file(), "--type", "plan created")).isEqualTo(2);
    assertThat(run(Terminal.NONE, "audit", command, file(), "--since", "soon")).isEqualTo(2);
    assertThat(run(Terminal.NONE, "audit", command, "/no/such/file")).isEqualTo(2);
    assertThat(err.toString().lines()).hasSize(3);
    assertThat(err.toString()).contains("type", "'soon' is not a time", "does not exist");
  }

  @Test
  void limits_and_cursors_out_of_range_are_wrong_usage() {
    assertThat(run(Terminal.NONE, "audit", "query", file(), "--limit", "0")).isEqualTo(2);
    assertThat(run(Terminal.NONE, "audit", "query", file(), "--cursor", "-1")).isEqualTo(2);
    assertThat(run(Terminal.NONE, "audit", "tree", file(), "--event", "no id")).isEqualTo(2);
  }

  @Test
  void a_file_that_is_no_trail_fails_in_one_line() throws IOException {
    Path diary = Files.writeString(directory.resolve("diary"), "dear diary");

    assertThat(run(Terminal.NONE, "audit", "query", diary.toString())).isEqualTo(1);
    assertThat(err.toString()).startsWith("tidings: ").contains("not an SQLite database");
    assertThat(diary).hasContent("dear diary");
  }

  @ParameterizedTest
  @CsvSource({
    "30s,2025-12-31T23:59:30Z",
    "5m,2025-12-31T23:55:00Z",
    "2h,2025-12-31T22:00:00Z",
    "1d,2025-12-31T00:00:00Z",
    "1w,2025-12-25T00:00:00Z",
    "2025-11-01,2025-11-01T00:00:00Z",
    "2025-11-01T12:00:00Z,2025-11-01T12:00:00Z"
  })
  void a_moment_is_written_in_three_ways(String text, Instant instant) {
    assertThat(new Moment.Converter().convert(text).at(Instant.parse("2026-01-01T00:00:00Z")))
        .isEqualTo(instant);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "h", "2 h", "-2h", "2026-13-01", "yesterday", "9999999999h"})
  void any_other_moment_is_refused(String text) {
    assertThatThrownBy(() -> new Moment.Converter().convert(text))
        .isInstanceOf(TypeConversionException.class);
  }
}
