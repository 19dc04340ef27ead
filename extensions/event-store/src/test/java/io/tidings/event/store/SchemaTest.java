package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventType;
import io.tidings.event.store.StoreException.Reason;
import io.tidings.event.testkit.contract.Contract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest extends StoreTest {

  private static final String DUMP =
      "SELECT sql FROM sqlite_schema WHERE name NOT LIKE 'sqlite%' ORDER BY 1";
  private static final Migration NEXT =
      new Migration(
          2,
          List.of("CREATE TABLE follower (name {text} NOT NULL PRIMARY KEY)"),
          List.of("DROP TABLE follower"));

  private Migrations migrations(Migration... more) {
    List<Migration> all = new ArrayList<>(Schema.MIGRATIONS);
    all.addAll(List.of(more));
    return new Migrations(all, clock);
  }

  private SqliteDatabase database() throws Exception {
    return SqliteDatabase.in(file(), Duration.ofSeconds(1), Long.MAX_VALUE);
  }

  @Contract("SCH-01")
  @Test
  void a_new_trail_has_the_newest_version_and_when_it_came() throws SQLException {
    open().close();

    assertThat(Sql.texts(file(), "SELECT version FROM schema_version")).containsExactly("1");
    assertThat(Sql.texts(file(), "SELECT migrated_at FROM schema_version"))
        .containsExactly("1767225600000000");
    assertThat(Sql.texts(file(), "PRAGMA journal_mode")).containsExactly("wal");
  }

  @Contract("SCH-01")
  @Test
  void every_step_has_its_inverse() throws Exception {
    open().close();
    List<String> whole = Sql.texts(file(), DUMP);
    try (Connection connection = database().writer()) {
      migrations().downgrade(database(), connection, 0);
      assertThat(Sql.texts(connection, DUMP, 1)).hasSize(1).allMatch(s -> s.contains("version"));
      assertThat(Migrations.version(connection)).isZero();
      migrations().upgrade(database(), connection);
    }

    assertThat(Sql.texts(file(), DUMP)).isEqualTo(whole);
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
    assertThat(Sql.texts(file(), "SELECT max(version) FROM schema_version")).containsExactly("2");
    assertThat(Sql.texts(file(), "SELECT count(*) FROM follower")).containsExactly("0");
  }

  @Contract("SCH-01")
  @Test
  void a_step_that_fails_leaves_the_version_before_it() throws SQLException {
    open().close();
    Migration broken =
        new Migration(2, List.of("CREATE TABLE one (x INTEGER)", "NONSENSE"), List.of());

    assertThatThrownBy(() -> builder().open(migrations(broken)))
        .satisfies(Refusals.with(Reason.FAILED));

    assertThat(Sql.texts(file(), "SELECT max(version) FROM schema_version")).containsExactly("1");
    assertThat(Sql.texts(file(), "SELECT name FROM sqlite_schema WHERE name = 'one'")).isEmpty();
    open().append(event());
  }

  @Contract("SCH-02")
  @Test
  void a_newer_trail_is_refused_and_left_alone() throws SQLException {
    closing(builder().open(migrations(NEXT))).close();

    assertThatThrownBy(this::open)
        .satisfies(Refusals.with(Reason.NEWER_SCHEMA))
        .hasMessageContaining(file().toString())
        .hasMessageContaining("version 2")
        .hasMessageContaining("up to 1");
    assertThat(Sql.texts(file(), "SELECT max(version) FROM schema_version")).containsExactly("2");
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

    try (Connection connection = database().writer()) {
      migrations(NEXT).upgrade(database(), connection);
    }

    assertThat(Sql.texts(file(), "SELECT version FROM schema_version")).containsExactly("1", "2");
  }

  private static Arguments plan(EventQuery query, String index) {
    return Arguments.of(query, index);
  }

  static Stream<Arguments> plans() {
    EventQuery mine = IN_APOLLO;
    EventQuery all = EventQuery.platform();
    Instant time = Instant.EPOCH;
    return Stream.of(
        plan(mine, "event_by_project_time"),
        plan(all, "event_by_time"),
        plan(mine.since(time), "event_by_project_time"),
        plan(all.since(time), "event_by_time"),
        plan(mine.window(Window.all().newest(time).next("x")), "event_by_project_time"),
        plan(mine.receivedSince(time), "event_by_"),
        plan(mine.cursor(Cursor.start()), "event_by_project "),
        plan(all.cursor(Cursor.after(7)), "INTEGER PRIMARY KEY"),
        plan(mine.event("x"), "event_by_id"),
        plan(all.event("x"), "event_by_id"),
        plan(mine.session("x"), "event_by_session_id"),
        plan(all.session("x"), "event_by_session_id"),
        plan(mine.plan("x"), "event_by_plan_id"),
        plan(mine.planTree("x"), "event_by_root_plan_id"),
        plan(mine.actor("x"), "event_by_actor_name"),
        plan(mine.correlation("x"), "event_by_correlation_id"),
        plan(mine.organization("x"), "event_by_organization_id"),
        plan(mine.workspace("x"), "event_by_workspace_id"),
        plan(mine.user("x"), "event_by_user_id"),
        plan(mine.category("x"), "event_by_category"),
        plan(mine.requestType("x"), "event_by_request_type"),
        plan(mine.kinds(EventType.PLAN_CREATED), "event_by_kind"),
        plan(all.kindPrefix("plan."), "event_by_kind"),
        plan(mine.causalTree("x"), "event_by_causation_id"),
        plan(all.causalTree("x"), "event_by_causation_id"));
  }

  @Contract("AUD-14")
  @ParameterizedTest
  @MethodSource("plans")
  void every_filter_has_its_index(EventQuery query, String index) throws SQLException {
    open();
    String plan = explained(file(), QuerySql.select(query));

    assertThat(plan + " ").contains(index);
    assertThat(plan).doesNotContain("SCAN event\n");
  }

  @Contract("AUD-14")
  @Test
  void a_page_of_a_session_is_read_from_the_index_in_order() throws SQLException {
    open();

    assertThat(
            explained(file(), QuerySql.select(IN_APOLLO.session("s").window(Window.latest(100)))))
        .isEqualTo(
            "SEARCH event USING INDEX event_by_session_id (session_id=? AND project_id=?)\n");
  }

  static String explained(Path file, QuerySql sql) throws SQLException {
    StringBuilder plan = new StringBuilder();
    try (Connection connection = Sql.connect(file);
        PreparedStatement statement =
            connection.prepareStatement("EXPLAIN QUERY PLAN " + sql.sql())) {
      sql.bind(statement);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          plan.append(rows.getString("detail")).append('\n');
        }
      }
    }
    return plan.toString();
  }
}
