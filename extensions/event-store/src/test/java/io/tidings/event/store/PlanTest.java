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
        plan(mine, "trail_event_by_scope"),
        plan(all, "trail_event_by_time"),
        plan(all.window(Window.latest(100)), "trail_event_by_time"),
        plan(all.since(time).window(Window.latest(100)), "trail_event_by_time"),
        plan(mine.since(time), "trail_event_by_scope"),
        plan(all.since(time), "trail_event_by_time"),
        plan(mine.window(Window.all().newest(time).next("x")), "trail_event_by_scope"),
        plan(mine.receivedSince(time), "INTEGER PRIMARY KEY"),
        plan(mine.cursor(Cursor.start()), "trail_event_by_scope"),
        plan(all.cursor(Cursor.after(7)), "INTEGER PRIMARY KEY"),
        plan(mine.event("x"), "trail_event_by_id"),
        plan(all.event("x"), "trail_event_by_id"),
        plan(mine.session("x"), "trail_event_by_context"),
        plan(all.session("x").cursor(Cursor.start()), "trail_event_by_context"),
        plan(mine.plan("x"), "trail_event_by_context"),
        plan(mine.planTree("x"), "trail_event_by_context"),
        plan(mine.actor("x"), "trail_event_by_actor"),
        plan(mine.correlation("x"), "trail_event_by_correlation_id"),
        plan(all.organization("x"), "trail_event_by_scope"),
        plan(all.workspace("x"), "trail_event_by_scope"),
        plan(mine.user("x"), "trail_event_by_context"),
        plan(all.category("x"), "trail_event_by_kind"),
        plan(mine.requestType("x"), "trail_event_by_request_type"),
        plan(all.kinds(EventType.PLAN_CREATED), "trail_event_by_kind"),
        plan(all.kindPrefix("plan."), "trail_event_by_kind"),
        plan(mine.causalTree("x"), "trail_event_by_causation_id"),
        plan(all.causalTree("x"), "trail_event_by_causation_id"));
  }

  @Contract("AUD-14")
  @ParameterizedTest
  @MethodSource("plans")
  void every_filter_has_its_index(EventQuery query, String index) throws SQLException {
    open().append(event(EventType.PLAN_CREATED).sessionId("x").build());
    String plan = explained(file(), query);

    assertThat(plan + " ").contains(index);
    assertThat(plan).doesNotContain("SCAN trail_event\n");
  }

  @Contract("AUD-14")
  @Test
  void a_page_of_a_session_is_read_from_the_index_in_order() throws SQLException {
    open().append(event(EventType.PLAN_CREATED).sessionId("s").build());

    assertThat(explained(file(), IN_APOLLO.session("s").window(Window.latest(100))))
        .isEqualTo(
            """
            SEARCH trail_event USING INDEX trail_event_by_context (context=?)
            USE TEMP B-TREE FOR LAST 2 TERMS OF ORDER BY
            """);
  }

  static String explained(Path file, EventQuery query) throws SQLException {
    StringBuilder plan = new StringBuilder();
    try (Connection connection = Sql.connect(file)) {
      var sql = QuerySql.select(connection, query);
      try (PreparedStatement statement =
          connection.prepareStatement("EXPLAIN QUERY PLAN " + sql.text())) {
        sql.bind(statement);
        try (ResultSet rows = statement.executeQuery()) {
          while (rows.next()) {
            plan.append(rows.getString("detail")).append('\n');
          }
        }
      }
    }
    return plan.toString();
  }
}
