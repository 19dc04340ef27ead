package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventType;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.store.internal.Database;
import io.tidings.event.store.internal.schema.Migration;
import io.tidings.event.store.internal.schema.Migrations;
import io.tidings.event.store.internal.schema.Schema;
import io.tidings.event.store.spi.StoreTables;
import io.tidings.event.testkit.contract.Contract;
import java.math.BigInteger;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class SchemaTest extends EveryDatabaseTest {

  private static final Migration NEXT =
      new Migration(100, List.of("CREATE TABLE bookmark (name {text} NOT NULL PRIMARY KEY)"));
  private static final int BEFORE_DETAIL_COLUMNS = 5;
  private static final int BEFORE_TRACES = 11;
  private static final List<String> VERSIONS = List.of("13");
  private static final String ROCKET = "\ud83d\ude80";
  private static final String NEWEST = VERSIONS.get(VERSIONS.size() - 1);

  private Migrations migrations(Migration... more) {
    List<Migration> all = new ArrayList<>(Schema.MIGRATIONS);
    all.addAll(List.of(more));
    return new Migrations(all, clock);
  }

  /** Creates a trail of an earlier version, with events. */
  private void createOldTrail(int version, List<DomainEvent> stored) throws SQLException {
    List<Migration> steps =
        Schema.MIGRATIONS.stream().filter(step -> step.version() <= version).toList();
    builder().database(new Migrations(steps, clock));
    try (Connection connection = place().connect()) {
      connection.setAutoCommit(false);
      OldRows.insert(connection, version, stored);
      connection.commit();
    }
  }

  @Contract("SCH-01")
  @Test
  void a_new_trail_has_the_newest_version_and_when_it_came() throws SQLException {
    open().close();

    assertThat(place().texts("SELECT version FROM schema_version ORDER BY version"))
        .isEqualTo(VERSIONS);
    assertThat(place().texts("SELECT DISTINCT migrated_at FROM schema_version"))
        .containsExactly("1767225600000000");
  }

  @Contract("SCH-01")
  @Test
  void an_older_trail_is_brought_up_to_date_with_its_events() throws SQLException {
    DomainEvent event = event();
    EventStore old = open();
    old.append(event);
    old.close();

    EventStore store = closing(builder().open(migrations(NEXT)));

    assertThat(read(store, IN_APOLLO)).containsExactly(event);
    store.close();
    assertThat(place().texts("SELECT max(version) FROM schema_version")).containsExactly("100");
    assertThat(place().texts("SELECT count(*) FROM bookmark")).containsExactly("0");
  }

  @Contract("SCH-01")
  @Test
  void a_step_that_fails_leaves_the_version_before_it() throws SQLException {
    open().close();
    Migration broken =
        new Migration(100, List.of("CREATE TABLE half_a_step (x INTEGER)", "NONSENSE"));

    assertThatThrownBy(() -> builder().open(migrations(broken)))
        .satisfies(Refusals.with(Reason.FAILED));

    assertThat(place().texts("SELECT max(version) FROM schema_version")).containsExactly(NEWEST);
    assertThat(place().schema()).noneMatch(line -> line.contains("half_a_step"));
    open().append(event());
  }

  @Contract("SCH-02")
  @Test
  void a_newer_trail_is_refused_and_left_alone() throws SQLException {
    closing(builder().open(migrations(NEXT))).close();

    assertThatThrownBy(this::open)
        .satisfies(Refusals.with(Reason.NEWER_SCHEMA))
        .hasMessageContaining("trail")
        .hasMessageContaining("version 100")
        .hasMessageContaining("up to " + NEWEST);
    assertThat(place().texts("SELECT max(version) FROM schema_version")).containsExactly("100");
  }

  @Contract("SCH-02")
  @ParameterizedTest
  @ValueSource(
      strings = {"2147483648", "4294967307", "-2147483648", "-1", "0", "9223372036854775807"})
  void version_outside_the_known_ones_is_rejected(String version) throws SQLException {
    open().close();
    replaceVersions("schema_version", version);

    assertRejectedVersion(version, this::open);
    assertRejectedVersion(version, () -> builder().readOnly().open());
  }

  private void replaceVersions(String table, String version) throws SQLException {
    if (backend() == Backend.POSTGRES) {
      place().execute("ALTER TABLE " + table + " ALTER COLUMN version TYPE NUMERIC");
    }
    place().execute("DELETE FROM " + table + " WHERE version NOT IN (1, 13)");
    place().execute("UPDATE " + table + " SET version = " + version);
  }

  private void assertRejectedVersion(String version, ThrowingCallable call) throws SQLException {
    String versions = "SELECT version FROM schema_version";
    List<String> before = place().texts(versions);
    assertThatThrownBy(call)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("version " + version)
        .satisfies(
            refusal ->
                assertThat(((StoreException) refusal).reason())
                    .isIn(Reason.NEWER_SCHEMA, Reason.FOREIGN));
    assertThat(place().texts(versions)).isEqualTo(before);
  }

  @Contract("SCH-03")
  @ParameterizedTest
  @ValueSource(strings = {"2147483648", "-1", "4294967297"})
  void version_of_a_tenant_outside_the_known_ones_is_rejected(String version) throws SQLException {
    StoreTables.Step first = new StoreTables.Step(1, List.of("CREATE TABLE acme (x BIGINT)"));
    StoreTables tables = new StoreTables("acme", List.of(first));
    EventStore store = open();
    store.database().prepare(tables);
    replaceVersions("extension_version", version);

    assertRejectedVersion(version, () -> store.database().prepare(tables));
  }

  @Contract("SCH-02")
  @Test
  void an_older_trail_cannot_be_opened_for_reading_alone() {
    open().close();

    assertThatThrownBy(() -> builder().readOnly().open(migrations(NEXT)))
        .satisfies(Refusals.with(Reason.OLDER_SCHEMA))
        .hasMessageContaining("open it once for writing");
  }

  @Contract("SCH-01")
  @Test
  void a_step_done_by_another_process_meanwhile_is_not_done_again() throws Exception {
    closing(builder().open(migrations(NEXT))).close();

    Database database = place().builder().database(migrations(NEXT));
    try (Connection connection = database.writer()) {
      migrations(NEXT).upgrade(database, connection);
    }

    assertThat(place().texts("SELECT count(*) FROM schema_version"))
        .containsExactly(String.valueOf(VERSIONS.size() + 1));
  }

  @Contract("SCH-01")
  @Test
  void tools_and_durations_of_events_that_were_there_are_found_by_the_step() throws Exception {
    List<DomainEvent> stored =
        List.of(
            ended().detail("tool_name", "a'b").detail("duration_ms", 7).build(),
            ended().detail("tool_name", 7).detail("duration_ms", "x").build(),
            ended().detail("duration_ms", 1.9).build(),
            ended().detail("duration_ms", -1).build(),
            ended().detail("tool_name", "x".repeat(257)).build(),
            ended().detail("tool_name", "").build(),
            ended().detail("tool_name", "a\u0000b").detail("duration_ms", 1e300).build(),
            ended().detail("tool_name", "a\ud800").detail("duration_ms", -0.5).build(),
            ended().detail("tool_name", ROCKET.repeat(129)).detail("duration_ms", 1e18).build(),
            ended().detail("duration_ms", BigInteger.TWO.pow(63)).build(),
            ended().detail("duration_ms", BigInteger.TEN.pow(999)).build(),
            ended().detail("duration_ms", Long.MAX_VALUE).detail("x", "\u0000\udc00").build(),
            ended().detail("in", Map.of("tool_name", "x", "duration_ms", 1)).build(),
            event());
    createOldTrail(BEFORE_DETAIL_COLUMNS, stored);
    open().close();
    String columns =
        "SELECT coalesce(tool_name, '-') || ' ' || coalesce(CAST(duration_ms AS TEXT), '-')"
            + " FROM events ORDER BY seq";
    List<String> migrated = place().texts(columns);
    assertThat(migrated)
        .containsExactly(
            "a'b 7",
            "- -",
            "- 1",
            "- -",
            "- -",
            "- -",
            "a\ufffdb -",
            "a\ufffd -",
            "- 1000000000000000000",
            "- -",
            "- -",
            "- 9223372036854775807",
            "- -",
            "- -");

    renewPlace();
    open().append(stored);
    assertThat(place().texts(columns)).as("appended").isEqualTo(migrated);
  }

  @Contract("SCH-01")
  @Test
  void a_row_that_is_damaged_does_not_keep_a_trail_from_the_step() throws Exception {
    createOldTrail(
        BEFORE_DETAIL_COLUMNS, List.of(event(), ended().detail("tool_name", "t").build()));
    place().execute("UPDATE event SET details = '{\"tool_name\":' WHERE kind = 'plan.created'");
    open().close();

    assertThat(place().texts("SELECT coalesce(tool_name, '-') FROM events ORDER BY seq"))
        .containsExactly("-", "t");
  }

  @Contract("SCH-01")
  @Test
  void more_events_than_a_page_are_filled_by_the_step() throws Exception {
    createOldTrail(
        BEFORE_DETAIL_COLUMNS,
        Stream.generate(() -> ended().detail("duration_ms", 7).build()).limit(1_500).toList());
    open().close();

    assertThat(place().texts("SELECT count(*) FROM events WHERE duration_ms = 7"))
        .containsExactly("1500");
  }

  @Contract({"SCH-01", "STO-06"})
  @Test
  void events_without_traces_are_read_after_the_step() throws Exception {
    DomainEvent before = ended().detail("tool_name", "t").detail("duration_ms", 7).build();
    createOldTrail(BEFORE_TRACES, List.of(before));
    DomainEvent traced = event().toBuilder().traceId("t-1").spanId("sp-1").build();

    EventStore store = open();
    AppendResult appended = store.append(List.of(before, traced));

    assertThat(appended.outcomes())
        .containsExactly(AppendResult.Outcome.DUPLICATE, AppendResult.Outcome.STORED);
    assertThat(read(store, IN_APOLLO.cursor(Cursor.start()))).containsExactly(before, traced);
    assertThat(
            place()
                .texts(
                    "SELECT tool_name || coalesce(trace_id, '-') || coalesce(span_id, '-')"
                        + " FROM events WHERE tool_name = 't'"))
        .containsExactly("t--");
  }

  @Contract("SCH-02")
  @Test
  void trail_without_traces_is_migrated_before_it_is_read_only() throws Exception {
    createOldTrail(BEFORE_TRACES, List.of(event()));

    assertThatThrownBy(() -> builder().readOnly().open())
        .satisfies(Refusals.with(Reason.OLDER_SCHEMA))
        .hasMessageContaining("version 11, older than " + NEWEST);
    open().close();

    assertThat(closing(builder().readOnly().open()).count(IN_APOLLO)).isEqualTo(1);
  }

  private EventBuilder ended() {
    return event(EventType.TOOL_COMPLETED);
  }
}
