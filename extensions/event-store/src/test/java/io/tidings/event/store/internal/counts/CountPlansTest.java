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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Query plans of aggregate queries. Each query reads one covering index and groups events in index
 * order; only groups are sorted, ended plans, and the actors of single projects.
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
                    Arguments.of(buckets(Dimension.KIND, scope), "event_by_kind"),
                    Arguments.of(buckets(Dimension.CATEGORY, scope), "event_by_category"),
                    Arguments.of(buckets(Dimension.PROJECT, scope), "event_by_project"),
                    Arguments.of(buckets(Dimension.WORKSPACE, scope), "event_by_workspace_id"),
                    Arguments.of(CountSql.durations(scope, 1), "event_by_outcome"),
                    Arguments.of(CountSql.failingTools(scope, "a", "b", 1, 9), "event_by_outcome"),
                    Arguments.of(
                        CountSql.failingActors(scope, "a", "b", 1, 9), "event_by_actor_name"),
                    Arguments.of(CountSql.plans(scope, List.of("a"), KINDS, 1), "event_by_kind"),
                    Arguments.of(CountSql.kinds(scope, KINDS, 1), "event_by_kind"),
                    Arguments.of(CountSql.sessions(scope, KINDS, 1), "event_by_kind"),
                    Arguments.of(CountSql.workspaces(scope, KINDS), "event_by_kind")));
  }

  private static Select buckets(Dimension by, CountScope scope) {
    return CountSql.buckets(by, scope, 1, 2, 3, 4);
  }

  @Contract("CNT-01")
  @ParameterizedTest
  @MethodSource("queries")
  void count_reads_one_covering_index(Select select, String index) throws SQLException {
    String plan = plan(select);

    assertThat(plan).contains("COVERING INDEX " + index);
    assertThat(plan.lines().filter(line -> line.matches(".* event( .*|$)")))
        .as(plan)
        .allMatch(line -> line.contains("COVERING INDEX"));
    assertThat(sorted(steps(select)))
        .as("sorts before grouping: ended plans, and actors of single projects; in " + plan)
        .hasSize(select.sql().contains("AS runs") || select.sql().contains("AS actors") ? 1 : 0);
  }

  @Contract("CNT-01")
  @Test
  void sort_of_events_before_grouping_is_detected() throws SQLException {
    Select unordered = Select.of("SELECT plan_id, count(*) FROM event GROUP BY plan_id, kind");

    assertThat(sorted(steps(unordered))).as("the negative control").hasSize(1);
  }

  private record Step(int parent, String text) {}

  /** Returns the steps that sort the events read by a step with the same parent. */
  private static List<Step> sorted(List<Step> steps) {
    return steps.stream()
        .filter(step -> step.text().startsWith("USE TEMP B-TREE FOR GROUP BY"))
        .filter(
            step ->
                steps.stream()
                    .filter(other -> other.parent() == step.parent())
                    .anyMatch(other -> other.text().matches("(SCAN|SEARCH) event( .*|$)")))
        .toList();
  }

  private String plan(Select select) throws SQLException {
    return steps(select).stream().map(Step::text).collect(Collectors.joining("\n"));
  }

  private List<Step> steps(Select select) throws SQLException {
    List<Step> steps = new ArrayList<>();
    try (Connection connection = place().connect();
        PreparedStatement explain =
            connection.prepareStatement("EXPLAIN QUERY PLAN " + select.sql())) {
      select.bind(explain);
      try (ResultSet rows = explain.executeQuery()) {
        while (rows.next()) {
          steps.add(new Step(rows.getInt("parent"), rows.getString("detail")));
        }
      }
    }
    return steps;
  }
}
