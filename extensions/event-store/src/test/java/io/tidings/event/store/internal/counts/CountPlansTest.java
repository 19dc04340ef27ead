package io.tidings.event.store.internal.counts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.store.StoreTest;
import io.tidings.event.store.spi.TrailCounts.Dimension;
import io.tidings.event.testkit.contract.Contract;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Query plans of aggregate queries. Counts of all events read one covering index; those of a few
 * kinds read the index of kinds.
 */
class CountPlansTest extends StoreTest {

  private static final List<String> KINDS = List.of("a", "b");
  private static final CountScope APOLLO = CountScope.of(Set.of("apollo"));
  private static final CountScope SITES = CountScope.of(Set.of("apollo", "gemini"));

  @BeforeEach
  void createTrail() {
    open().close();
  }

  static Stream<Arguments> queries() {
    return Stream.of(APOLLO, SITES, CountScope.PLATFORM)
        .flatMap(
            scope ->
                Stream.of(
                    Arguments.of(
                        buckets(Dimension.KIND, scope),
                        scope.isPlatform() ? "trail_event_by_kind" : "trail_event_by_scope"),
                    Arguments.of(
                        buckets(Dimension.CATEGORY, scope),
                        scope.isPlatform() ? "trail_event_by_kind" : "trail_event_by_scope"),
                    Arguments.of(buckets(Dimension.PROJECT, scope), "trail_event_by_scope"),
                    Arguments.of(buckets(Dimension.WORKSPACE, scope), "trail_event_by_scope"),
                    Arguments.of(CountSql.durations(scope, 1), "trail_event_by_outcome"),
                    Arguments.of(
                        CountSql.failingTools(scope, "a", "b", 1, 9), "trail_event_by_outcome")));
  }

  static Stream<Arguments> rowQueries() {
    return Stream.of(APOLLO, SITES, CountScope.PLATFORM)
        .flatMap(
            scope ->
                Stream.of(
                    CountSql.failingActors(scope, "a", "b", 1, 9),
                    CountSql.plans(scope, List.of("a"), KINDS, 1),
                    CountSql.kinds(scope, KINDS, 1),
                    CountSql.sessions(scope, KINDS, 1),
                    CountSql.workspaces(scope, KINDS)))
        .map(Arguments::of);
  }

  private static Select buckets(Dimension by, CountScope scope) {
    return CountSql.buckets(by, scope, 1, 2, 3, 4);
  }

  @Contract("CNT-01")
  @ParameterizedTest
  @MethodSource("queries")
  void count_reads_one_covering_index(Select select, String index) throws SQLException {
    String plan = plan(select);

    assertThat(plan).contains("event USING COVERING INDEX " + index);
    assertThat(events(plan)).as(plan).allMatch(line -> line.contains("COVERING INDEX"));
  }

  @Contract("CNT-01")
  @ParameterizedTest
  @MethodSource("rowQueries")
  void count_of_few_kinds_reads_the_index_of_kinds(Select select) throws SQLException {
    String plan = plan(select);

    assertThat(events(plan)).as(plan).isNotEmpty();
    assertThat(events(plan))
        .as(plan)
        .allMatch(line -> line.contains("INDEX trail_event_by_kind (kind=?"));
  }

  @Contract("CNT-01")
  @Test
  void scan_of_events_is_detected() throws SQLException {
    Select unordered = Select.of("SELECT trace_id, count(*) FROM trail_event event GROUP BY 1");

    assertThat(events(plan(unordered)))
        .as("the negative control")
        .noneMatch(line -> line.contains("INDEX"));
  }

  private static List<String> events(String plan) {
    return plan.lines().filter(line -> line.matches("(SCAN|SEARCH) event( .*|$)")).toList();
  }

  private String plan(Select select) throws SQLException {
    List<String> steps = new ArrayList<>();
    try (Connection connection = place().connect();
        PreparedStatement explain =
            connection.prepareStatement("EXPLAIN QUERY PLAN " + select.sql())) {
      select.bind(explain);
      try (ResultSet rows = explain.executeQuery()) {
        while (rows.next()) {
          steps.add(rows.getString("detail"));
        }
      }
    }
    return String.join("\n", steps);
  }
}
