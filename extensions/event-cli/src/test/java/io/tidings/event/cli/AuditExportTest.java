package io.tidings.event.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventFactory;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.cli.text.Terminal;
import io.tidings.event.json.CloudEventEnvelope;
import io.tidings.event.json.CloudEventJson;
import io.tidings.event.json.DomainEventJson;
import io.tidings.event.store.Cursor;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.Retention;
import io.tidings.event.store.StoredEvent;
import io.tidings.event.testkit.SequentialIds;
import io.tidings.event.testkit.TestClock;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuditExportTest {

  private static final Pattern JSON =
      Pattern.compile("\\{\"seq\":(\\d+),\"received_at\":\"([^\"]+)\",\"event\":(\\{.*\\})\\}");
  private static final Pattern CELL = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([0-9]+)");

  @TempDir private Path directory;

  private final TestClock clock = TestClock.at(Instant.parse("2026-01-01T00:00:00Z"));
  private final EventFactory events =
      EventFactory.standard().withClock(clock).withIds(new SequentialIds());
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private Path file() {
    return directory.resolve("trail.db");
  }

  private Path output() {
    return directory.resolve("events.out");
  }

  private void append(DomainEvent... some) {
    try (EventStore trail = EventStore.builder(file()).clock(clock).open()) {
      trail.append(List.of(some));
    }
  }

  private DomainEvent event(EventType type) {
    return events.root(type).scope(EventScope.none().withProject("apollo")).build();
  }

  private DomainEvent named(String actor) {
    return events.root(EventType.ACTOR_INVOKED).actorName(actor).build();
  }

  private List<StoredEvent> stored() {
    try (EventStore trail = EventStore.builder(file()).readOnly().open()) {
      return trail.list(EventQuery.platform().cursor(Cursor.start()));
    }
  }

  private int run(Terminal terminal, String... options) {
    List<String> args = new ArrayList<>(List.of("audit", "export", file().toString()));
    args.addAll(List.of(options));
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    return Tidings.commandLine(out, err, terminal).execute(args.toArray(String[]::new));
  }

  private List<String> lines(String... options) {
    assertThat(run(Terminal.NONE, options)).as(err.toString()).isZero();
    return out.toString().lines().toList();
  }

  private List<String> written(String... options) throws IOException {
    List<String> args = new ArrayList<>(List.of("--output", output().toString()));
    args.addAll(List.of(options));
    assertThat(run(Terminal.NONE, args.toArray(String[]::new))).as(err.toString()).isZero();
    assertThat(out.toString()).startsWith("written: " + output() + ", ");
    return Files.readAllLines(output());
  }

  private void assertRejected(String reason, String... options) {
    List<String> args = new ArrayList<>(List.of("--output", output().toString()));
    args.addAll(List.of(options));
    assertThat(run(Terminal.NONE, args.toArray(String[]::new))).isEqualTo(2);
    assertThat(err.toString()).hasLineCount(1).contains(reason);
  }

  private static StoredEvent read(String line) {
    Matcher json = JSON.matcher(line);
    assertThat(json.matches()).as(line).isTrue();
    return new StoredEvent(
        Long.parseLong(json.group(1)),
        Instant.parse(json.group(2)),
        DomainEventJson.standard().read(json.group(3)));
  }

  private static List<String> cells(String line) {
    List<String> cells = new ArrayList<>();
    Matcher cell = CELL.matcher(line);
    int end = 0;
    for (; cell.find(); end = cell.end()) {
      assertThat(line.substring(end, cell.start())).isEqualTo(cells.isEmpty() ? "" : ",");
      cells.add(cell.group(2) == null ? cell.group(1).replace("\"\"", "\"") : cell.group(2));
    }
    assertThat(end).isEqualTo(line.length());
    return cells;
  }

  @Test
  void jsonl_reads_back_as_the_stored_events() throws SQLException {
    HostileTrail.create(file());

    assertThat(lines()).extracting(AuditExportTest::read).isEqualTo(stored());
  }

  @Test
  void cloudevents_read_back_as_the_stored_events() throws SQLException {
    HostileTrail.create(file());

    List<String> lines = lines("--format", "cloudevents", "--source", "//orders.example/trail");

    List<StoredEvent> stored = stored();
    assertThat(lines).hasSameSizeAs(stored);
    for (int i = 0; i < stored.size(); i++) {
      CloudEventEnvelope read =
          CloudEventJson.standard().read(lines.get(i).getBytes(StandardCharsets.UTF_8));
      assertThat(read.event()).isEqualTo(stored.get(i).event());
      assertThat(read.isFrom(URI.create("//orders.example/trail"))).isTrue();
      assertThat(read.attributes())
          .containsEntry("sequence", "%019d".formatted(stored.get(i).seq()))
          .containsKey("recordedtime")
          .doesNotContainKey("partitionkey");
    }
  }

  @Test
  void resumed_cloudevents_have_the_same_source() throws IOException {
    append(event(EventType.PLAN_APPLIED));
    String[] options = {"--format", "cloudevents", "--source", "/a"};
    assertThat(written(options)).hasSize(1);
    append(event(EventType.PLAN_CREATED));
    assertRejected("source", "--format", "cloudevents", "--source", "/b", "--resume");
    assertThat(written("--format", "cloudevents", "--source", "/a", "--resume")).hasSize(2);
  }

  @Test
  void csv_has_a_cell_for_each_column() throws SQLException {
    HostileTrail.create(file());

    List<String> lines = lines("--format", "csv");

    List<StoredEvent> stored = stored();
    List<String> names = List.of(lines.get(0).split(",", -1));
    assertThat(lines).hasSize(1 + stored.size());
    for (int i = 0; i < stored.size(); i++) {
      DomainEvent event = stored.get(i).event();
      List<String> cells = cells(lines.get(1 + i));
      assertThat(cells).hasSameSizeAs(names);
      assertThat(cells.get(names.indexOf("seq"))).isEqualTo("" + stored.get(i).seq());
      assertThat(cells.get(names.indexOf("event_id"))).isEqualTo(event.id());
      assertThat(cells.get(names.indexOf("event_type"))).isEqualTo(event.kind().id());
      assertThat(DomainEventJson.standard().readDetails(cells.get(names.indexOf("details"))))
          .isEqualTo(event.details());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@sum", "'=1", " =1", "\uff1d1", "a=1", "-", "a'b"})
  void csv_marks_formulas_and_apostrophes(String name) {
    append(named(name));

    List<String> lines = lines("--format", "csv");

    int actor = List.of(lines.get(0).split(",", -1)).indexOf("actor_name");
    boolean marked = !name.startsWith("a");
    assertThat(cells(lines.get(1)).get(actor)).isEqualTo(marked ? "'" + name : name);
  }

  @Test
  void filters_and_cursor_select_events() {
    append(event(EventType.PLAN_CREATED), named("Ada"), event(EventType.PLAN_APPLIED));

    assertThat(lines("--project", "apollo")).hasSize(2);
    assertThat(lines("--type", "plan.applied"))
        .singleElement()
        .satisfies(line -> assertThat(read(line).seq()).isEqualTo(3));
    assertThat(lines("--cursor", "1", "--actor", "Ada")).hasSize(1);
    assertThat(lines("--cursor", "3")).isEmpty();
    assertThat(lines("--cursor", "3", "--format", "csv")).isEmpty();
  }

  @Test
  void resumed_export_adds_later_events() throws IOException {
    append(event(EventType.PLAN_CREATED), named("Ada"));
    List<String> first = written("--format", "csv");
    append(event(EventType.PLAN_APPLIED));

    List<String> second = written("--format", "csv", "--resume");

    assertThat(out.toString()).endsWith(", 1 event\n");
    assertThat(first).hasSize(3);
    assertThat(second).hasSize(4).startsWith(first.toArray(String[]::new));
    assertThat(second).isEqualTo(lines("--format", "csv"));
  }

  @Test
  void relative_times_refer_to_the_first_start() throws IOException {
    append(event(EventType.PLAN_CREATED));
    String ago = Duration.between(clock.instant(), Instant.now()).toSeconds() + 20 + "s";
    List<String> first = written("--since", ago);
    String description = Files.readString(Path.of(output() + ".export"));
    Files.writeString(
        Path.of(output() + ".export"),
        description.replaceFirst("\"started\":\"....", "\"started\":\"2050"));
    append(event(EventType.PLAN_APPLIED));

    assertThat(first).hasSize(1);
    assertRejected("its last event, 1, differs", "--since", ago, "--resume");
  }

  @Test
  void files_are_for_their_owner_only() throws IOException {
    append(named("Ada"));
    written();

    for (Path path : List.of(output(), Path.of(output() + ".export"))) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw-------");
    }
    assertThat(directory.toFile().list()).hasSize(3);
  }

  @Test
  void existing_file_is_left_unchanged() throws IOException {
    append(named("Ada"));
    Files.writeString(output(), "dear diary\n");

    assertRejected("it exists; continue it with --resume");
    assertRejected("it was not written by an export", "--resume");
    assertThat(output()).hasContent("dear diary\n");
  }

  @Test
  void link_is_rejected() throws IOException {
    append(named("Ada"));
    Files.createSymbolicLink(output(), directory.resolve("elsewhere"));

    assertRejected("it is not a regular file", "--resume");
    assertThat(directory.resolve("elsewhere")).doesNotExist();
  }

  @Test
  void export_with_other_options_is_not_resumed() throws IOException {
    append(named("Ada"));
    List<String> before = written("--actor", "Ada");

    assertRejected("other options", "--resume");
    assertRejected("other options", "--resume", "--actor", "Bob");
    assertRejected("other options", "--resume", "--actor", "Ada", "--format", "csv");
    assertRejected("other options", "--resume", "--actor", "Ada", "--cursor", "1");
    assertThat(Files.readAllLines(output())).isEqualTo(before);
  }

  @Test
  void export_of_another_trail_is_not_resumed() throws IOException {
    append(named("Ada"));
    List<String> before = written();
    Files.delete(file());
    append(named("Bob"));

    assertRejected("differs from the trail's", "--resume");
    assertThat(Files.readAllLines(output())).isEqualTo(before);
  }

  @Test
  void export_continues_after_its_last_event_was_removed() throws IOException {
    append(event(EventType.PLAN_CREATED));
    List<String> before = written();
    try (EventStore trail = EventStore.builder(file()).clock(clock).open()) {
      clock.advance(Duration.ofSeconds(1));
      new Retention(trail).run(List.of(new Retention.Plan("all", Duration.ZERO, null)));
    }
    append(event(EventType.PLAN_APPLIED));

    assertThat(written("--resume")).hasSize(2).startsWith(before.get(0));
  }

  @Test
  void damaged_line_or_description_is_not_resumed() throws IOException {
    append(named("Ada"));
    List<String> before = written();
    Files.writeString(output(), before.get(0) + "\n\u0000\u0000\n");
    assertRejected("its last line is damaged", "--resume");

    Files.writeString(Path.of(output() + ".export"), "{");
    assertRejected("its description is damaged", "--resume");
  }

  @Test
  void wrong_usage_creates_no_file() {
    append(named("Ada"));

    assertRejected("is not one of jsonl, csv", "--format", "xml");
    assertRejected("cursor", "--cursor", "-1");
    assertRejected("neither query nor fragment", "--source", "/a?b=c");
    assertRejected("type", "--type", "plan created");
    assertThat(run(Terminal.NONE, "--resume")).isEqualTo(2);
    assertThat(run(Terminal.NONE, "--output", "/no/such/directory/file")).isEqualTo(2);
    assertThat(output()).doesNotExist();
  }

  @Test
  void progress_is_on_a_terminal_only() throws IOException {
    append(named("Ada"));
    Terminal both = new Terminal(true, false).withErrors(true);

    assertThat(run(both, "--output", output().toString())).isZero();
    assertThat(err.toString())
        .contains("\r\033[Kexported events: 1 of 1 (100 %)")
        .endsWith("\r\033[K");
    assertThat(run(both)).isZero();
    assertThat(err.toString()).as("events and progress on one terminal").isEmpty();
    assertThat(run(Terminal.NONE.withErrors(true))).isZero();
    assertThat(err.toString()).contains("exported");
    assertThat(run(new Terminal(true, false))).isZero();
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void measurements_show_their_steps_on_a_terminal_only() {
    append(named("Ada"));
    for (String[] command :
        List.of(
            new String[] {"stats", file().toString()},
            new String[] {"report", file().toString(), directory.resolve("r.html").toString()})) {
      assertThat(Tidings.commandLine(out, err, Terminal.NONE).execute(command)).isZero();
      assertThat(err.toString()).isEmpty();
      Terminal errors = Terminal.NONE.withErrors(true);
      assertThat(Tidings.commandLine(out, err, errors).execute(command)).isZero();
      assertThat(err.toString()).contains("measuring quotas (9 of 9)").endsWith("\r\033[K");
      err.getBuffer().setLength(0);
    }
  }
}
