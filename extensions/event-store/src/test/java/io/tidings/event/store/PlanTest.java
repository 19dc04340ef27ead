package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.EventType;
import io.tidings.event.testkit.contract.Contract;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What SQLite does for a question. PostgreSQL goes by what is in its tables. */
class PlanTest extends StoreTest {

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
