package io.tidings.event.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.testkit.contract.Contract;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each question is answered out of an index, without a look at an event; events are grouped in the
 * order in which the index has them, so that what is sorted is groups, and what ended of runs and
 * of a project's actors.
 */
class PlansOfQueriesTest extends MeasureFixture {

  private static final Set<String> WIDGETS = WidgetTypes.shipped();

  static Stream<Arguments> questions() {
    return Stream.of("apollo", null)
        .flatMap(
            project ->
                Stream.of(
                    Arguments.of(
                        CountSql.overTime(Counts.By.KIND, project, 1, 2, 3, 4), "event_by_kind"),
                    Arguments.of(
                        CountSql.overTime(Counts.By.CATEGORY, project, 1, 2, 3, 4),
                        "event_by_category"),
                    Arguments.of(
                        CountSql.overTime(Counts.By.PROJECT, project, 1, 2, 3, 4),
                        "event_by_project"),
                    Arguments.of(CountSql.durations(project, 1), "event_by_outcome"),
                    Arguments.of(CountSql.failingTools(project, 1, 9), "event_by_outcome"),
                    Arguments.of(CountSql.failingActors(project, 1, 9), "event_by_actor_name"),
                    Arguments.of(CountSql.runs(project, 1), "event_by_kind"),
                    Arguments.of(CountSql.kinds(project, 1, List.of("a", "b")), "event_by_kind"),
                    Arguments.of(
                        SummarySql.engagement(WIDGETS, sites(project), 1), "event_by_kind"),
                    Arguments.of(SummarySql.sessions(WIDGETS, sites(project), 1), "event_by_kind"),
                    Arguments.of(SummarySql.activated(), "event_by_kind")));
  }

  private static @Nullable List<String> sites(@Nullable String project) {
    return project == null ? null : List.of(project, "gemini");
  }

  @Contract("MSR-04")
  @ParameterizedTest
  @MethodSource("questions")
  void a_question_is_answered_out_of_its_index(Select select, String index) throws SQLException {
    String plan = plan(select);

    assertThat(plan).contains("COVERING INDEX " + index);
    assertThat(plan.lines().filter(line -> line.matches(".* event( .*|$)")))
        .as(plan)
        .allMatch(line -> line.contains("COVERING INDEX"));
    assertThat(sorted(steps(select)))
        .as("sorted to be grouped: the ends of runs, and of one project's actors; in " + plan)
        .hasSize(select.sql().contains("AS runs") || select.sql().contains("AS actors") ? 1 : 0);
  }

  @Contract("MSR-04")
  @Test
  void events_that_are_sorted_to_be_grouped_would_be_noticed() throws SQLException {
    Select unordered = Select.of("SELECT plan_id, count(*) FROM event GROUP BY plan_id, kind");

    assertThat(sorted(steps(unordered))).as("the negative control").hasSize(1);
  }

  private record Step(int parent, String text) {}

  /** Returns the steps that sort the events that a step beside them reads. */
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

  static Stream<Arguments> questionsBesideTheTrail() {
    return Stream.of(
        Arguments.of(
            SummarySql.errors("w", 1), "COVERING INDEX idx_error_events_workspace_subsystem"),
        Arguments.of(
            SummarySql.errors(null, 1), "COVERING INDEX idx_error_events_subsystem_created"),
        Arguments.of(SummarySql.meters(9), "USING INDEX meter_by_time"));
  }

  @Contract({"MSR-04", "MSR-06", "MEA-09"})
  @ParameterizedTest
  @MethodSource("questionsBesideTheTrail")
  void a_question_about_errors_or_meters_is_answered_out_of_its_index(Select select, String index)
      throws SQLException {
    assertThat(plan(select)).contains(index).doesNotContain("FOR GROUP BY");
  }

  @Contract("MSR-06")
  @Test
  void meters_are_listed_in_the_order_of_their_index() throws SQLException {
    assertThat(plan(SummarySql.meters(9))).doesNotContain("TEMP B-TREE");
  }

  private String plan(Select select) throws SQLException {
    return steps(select).stream().map(Step::text).collect(Collectors.joining("\n"));
  }

  private List<Step> steps(Select select) throws SQLException {
    List<Step> steps = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file().toUri());
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
