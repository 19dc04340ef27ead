package io.tidings.event.measure;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tidings.event.EventBuilder;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.measure.TrailMeasures.FailureRate;
import io.tidings.event.measure.TrailMeasures.Latency;
import io.tidings.event.store.EventQuery;
import io.tidings.event.testkit.contract.Contract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("once")
class MeasurementsTest extends MeasureFixture {

  private static final Set<String> WIDGET_TYPES =
      Set.of("proactive_fired", "callback_requested", "settings_changed");

  private static final Duration HOUR = Duration.ofHours(1);
  private static final TimeWindow DAY = TimeWindow.DAY;

  private static Object at(Map<String, Object> map, String name) {
    return requireNonNull(map.get(name), name);
  }

  private static EventKind kind(String id) {
    return EventKind.of(id);
  }

  @Contract({"MEA-14", "TST-13"})
  @Test
  void errors_are_counted_by_subsystem_with_their_rates() {
    errors("search", "w-1", 6, HOUR);
    errors("mail", "w-1", 3, HOUR);
    errors("billing", "w-1", 1, HOUR);

    ErrorRates rates = measurements().errors("w-1", TimeWindow.parse("24H"));

    assertThat(rates)
        .isEqualTo(
            new ErrorRates(
                "24H",
                10,
                List.of(
                    new ErrorRates.Subsystem("search", 6, .6),
                    new ErrorRates.Subsystem("mail", 3, .3),
                    new ErrorRates.Subsystem("billing", 1, .1)),
                NOW));
    assertThat(rates.toMap().keySet())
        .containsExactly("window", "total", "by_subsystem", "generated_at");
    assertThat(at(rates.toMap(), "by_subsystem").toString())
        .startsWith("[{subsystem=search, count=6, rate=0.6},");
  }

  @Contract({"MEA-14", "ACC-24", "TST-13"})
  @Test
  void nothing_is_divided_by_nothing() {
    assertThat(measurements().errors("w-1", DAY))
        .isEqualTo(new ErrorRates("24h", 0, List.of(), NOW));
    assertThat(measurements().activation(List::of).rate()).isZero();
    assertThat(measurements().platform().successRate(DAY).percent()).isZero();
    assertThat(measurements().platform().failingTools(DAY, 9)).isEmpty();
    assertThat(measurements().platform().latencies(DAY, 9)).isEmpty();
    Counts counts = measurements().platform().counts(Counts.By.KIND, DAY);
    assertThat(counts.total()).isZero();
    assertThat(counts.toMap()).containsEntry("total", 0L);
  }

  @Contract({"MEA-11", "MEA-15", "ACC-24", "TST-13"})
  @Test
  void errors_of_others_and_of_nobody_are_not_seen_by_a_workspace() throws SQLException {
    errors("search", "w-1", 1, HOUR);
    errors("search", "w-2", 2, HOUR);
    errors("search", null, 4, HOUR);

    assertThat(measurements().errors("w-1", DAY).total()).isEqualTo(1);
    assertThat(measurements().errors("w-%", DAY).total()).isZero();
    assertThat(measurements().errors("w-1' OR '1'='1", DAY).total()).isZero();
    assertThat(measurements().errors("", DAY).total()).isZero();
    assertThat(measurements().platformErrors(DAY).total()).isEqualTo(7);
    assertThat(rows("SELECT count(*) FROM error_events WHERE workspace_id IS NULL"))
        .containsExactly("4");
  }

  @Contract({"MEA-13", "TST-13"})
  @Test
  void what_happened_when_the_window_begins_is_within() {
    errors("at", "w-1", 1, Duration.ofHours(24));
    errors("before", "w-1", 1, Duration.ofHours(24).plusNanos(1_000));

    assertThat(measurements().errors("w-1", DAY).bySubsystem())
        .extracting(ErrorRates.Subsystem::subsystem)
        .containsExactly("at");
    assertThat(measurements().errors("w-1", TimeWindow.WEEK).total()).isEqualTo(2);
  }

  @Contract("MEA-25")
  @Test
  void when_it_was_counted_is_told_in_iso_form() {
    for (Object told :
        List.of(
            at(measurements().errors("w", DAY).toMap(), "generated_at"),
            at(measurements().activation(List::of).toMap(), "generated_at"),
            at(
                measurements().engagement("c", caller -> Set.of(), DAY, WIDGET_TYPES).toMap(),
                "generated_at"))) {
      assertThat(Instant.parse((String) told)).isEqualTo(NOW);
    }
  }

  private EventBuilder widget(String type, String site, int session) {
    return event(kind(type), site, HOUR).sessionId(session == 0 ? null : "s-" + session);
  }

  @Contract({"MEA-16", "MEA-18", "TST-13"})
  @Test
  void widgets_are_counted_by_type_with_their_sessions() {
    store(
        widget("proactive_fired", "site-1", 1),
        widget("proactive_fired", "site-1", 2),
        widget("proactive_fired", "site-2", 3),
        widget("callback_requested", "site-1", 3),
        widget("callback_requested", "site-1", 4),
        widget("settings_changed", "site-2", 5),
        widget("settings_changed", "site-2", 0),
        widget("unlisted_type", "site-1", 6),
        widget("proactive_fired", "site-3", 7));
    SiteSource sites = caller -> caller.equals("me") ? List.of("site-1", "site-2") : List.of();

    Engagement engagement = measurements().engagement("me", sites, TimeWindow.WEEK, WIDGET_TYPES);

    assertThat(engagement)
        .isEqualTo(
            new Engagement(
                "7d",
                List.of(
                    new Engagement.Type("proactive_fired", 3),
                    new Engagement.Type("callback_requested", 2),
                    new Engagement.Type("settings_changed", 2)),
                5,
                NOW));
    assertThat(engagement.toMap().keySet())
        .containsExactly("window", "by_event_type", "sessions", "generated_at");
    assertThat(measurements().engagement("me", sites, DAY, Set.of("unlisted_type")).byEventType())
        .containsExactly(new Engagement.Type("unlisted_type", 1));
    Engagement all = measurements().platformEngagement(TimeWindow.WEEK, WIDGET_TYPES);
    assertThat(all.sessions()).as("of all sites").isEqualTo(6);
    assertThat(all.byEventType().get(0)).isEqualTo(new Engagement.Type("proactive_fired", 4));
  }

  @Contract({"MEA-17", "ACC-24", "TST-13"})
  @Test
  void without_a_site_the_trail_is_not_asked() {
    store(widget("proactive_fired", "site-1", 1));
    Measurements measurements = measurements();
    trail().close();

    assertThatCode(() -> measurements.engagement("me", caller -> Set.of(), DAY, WIDGET_TYPES))
        .doesNotThrowAnyException();
    assertThat(measurements.engagement("me", caller -> Set.of(), DAY, WIDGET_TYPES).byEventType())
        .isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                measurements.engagement(
                    "me",
                    caller -> IntStream.range(0, 10_001).mapToObj(i -> "s-" + i).toList(),
                    DAY,
                    WIDGET_TYPES));
  }

  @Contract({"MEA-19", "TST-13"})
  @Test
  void to_ask_writes_nothing() throws Exception {
    store(widget("proactive_fired", "site-1", 1));
    trail().close();
    byte[] before = Files.readAllBytes(file());
    openTrail();
    measurements().engagement("me", caller -> Set.of("site-1"), DAY, WIDGET_TYPES);
    measurements().errors("w", DAY);
    measurements().activation(WorkspaceSource.namedIn(trail()));
    measurements().platform().counts(Counts.By.CATEGORY, DAY);
    trail().close();

    assertThat(Files.readAllBytes(file())).isEqualTo(before);
    openTrail();
  }

  private EventBuilder run(EventType type, String workspace, @Nullable String plan) {
    return event(type, "apollo", HOUR)
        .scope(EventScope.none().withWorkspace(workspace).withProject("apollo"))
        .planId(plan);
  }

  @Contract({"MEA-21", "MEA-22", "TST-13"})
  @Test
  void a_workspace_is_activated_by_a_run_that_was_completed_and_by_nothing_else() {
    store(
        run(EventType.PLAN_APPLIED, "w-1", "p-1"),
        run(EventType.PLAN_APPLIED, "w-1", "p-2"),
        run(EventType.PLAN_APPLIED, "w-2", "p-3"),
        run(EventType.PLAN_APPLIED, "w-3", "p-4").timestamp(NOW.minus(Duration.ofDays(900))),
        run(EventType.PLAN_ERRORED, "w-4", "p-5"),
        run(EventType.PLAN_CANCELLED, "w-5", "p-6"),
        run(EventType.PLAN_CREATED, "w-6", "p-7"),
        run(EventType.PLAN_APPLIED, "w-7", null),
        run(EventType.PLAN_APPLIED, "deleted", "p-8"));
    List<String> all = IntStream.rangeClosed(1, 10).mapToObj(i -> "w-" + i).toList();

    Activation activation = measurements().activation(() -> all);

    assertThat(activation).isEqualTo(new Activation(3, 10, .3, NOW));
    assertThat(activation.toMap().keySet())
        .containsExactly("activated", "total_workspaces", "rate", "generated_at");
    assertThat(measurements().activation(WorkspaceSource.namedIn(trail())))
        .as("8 are named by events")
        .isEqualTo(new Activation(4, 8, 4 / 8., NOW));
    assertThat(measurements().platform().successRate(DAY).completedExecutions())
        .as("what has no plan is no run for either question")
        .isEqualTo(4);
  }

  @Contract("MEA-22")
  @Test
  void the_states_of_a_run() {
    assertThat(Stream.of(RunState.values()).map(RunState::id))
        .containsExactly(
            "pending",
            "planning",
            "awaiting_approval",
            "running",
            "paused",
            "replanning",
            "verifying",
            "awaiting_human",
            "completed",
            "failed",
            "cancelled");
    assertThat(RunState.COMPLETED.kinds()).containsExactly(EventType.PLAN_APPLIED.id());
    assertThat(RunState.RUNNING.kinds()).isEmpty();
  }

  @Contract("MEA-24")
  @Test
  void executions_and_tasks_are_counted_together() {
    store(
        run(EventType.PLAN_APPLIED, "w", "p-1"),
        run(EventType.PLAN_ERRORED, "w", "p-1"),
        run(EventType.PLAN_APPLIED, "w", "p-2"),
        run(EventType.PLAN_APPLIED, "w", "p-3"),
        run(EventType.PLAN_CANCELLED, "w", "p-4"),
        run(EventType.PLAN_CREATED, "w", "p-5"),
        event(EventType.PLAN_APPLIED, "gemini", HOUR).planId("p-9"),
        run(EventType.VALIDATION_FAILED, "w", "p-1"),
        run(EventType.VALIDATION_STARTED, "w", "p-1"));
    store(
        Stream.generate(() -> run(EventType.VALIDATION_PASSED, "w", "p-1"))
            .limit(5)
            .toArray(EventBuilder[]::new));

    SuccessRate rate = measurements().project("apollo").successRate(DAY);

    assertThat(rate).isEqualTo(new SuccessRate(3, 4, 5, 6));
    assertThat(rate.percent()).isEqualTo(80.0);
    assertThat(measurements().platform().successRate(DAY).executions()).isEqualTo(5);
    assertThat(rate.toMap()).containsEntry("success_rate", 80.0);
  }

  @Contract("MEA-24")
  @ParameterizedTest
  @CsvSource({
    "0,0,0,0,0",
    "1,3,0,0,33.33",
    "2,3,0,0,66.67",
    "0,1,0,1,0",
    "1,1,1,1,100",
    "1,8,0,0,12.5",
    "23,160,0,0,14.38",
    "41,160,0,0,25.63",
    "20,100,31,60,31.88",
    "87,160,0,0,54.38",
    "0,0,97,160,60.63",
    "1,200,0,0,0.5",
    "1,20000,0,0,0.01",
    "4611686018427387904,9223372036854775807,0,0,50"
  })
  void a_rate_has_two_decimals(
      long completed, long runs, long verified, long tasks, double percent) {
    assertThat(new SuccessRate(completed, runs, verified, tasks).percent()).isEqualTo(percent);
  }

  @Contract("MSR-01")
  @ParameterizedTest
  @EnumSource
  void events_are_counted_over_time(Counts.By by) {
    store(
        event(EventType.PLAN_CREATED, "apollo", Duration.ZERO),
        event(EventType.PLAN_CREATED, "apollo", Duration.ofMinutes(30)),
        event(EventType.PLAN_CREATED, "apollo", Duration.ofHours(24)),
        event(EventType.TOOL_INVOKED, "apollo", HOUR),
        event(EventType.TOOL_INVOKED, "apollo", Duration.ofHours(25)),
        event(EventType.PLAN_CREATED, "gemini", Duration.ofMinutes(90)),
        event(EventType.PLAN_CREATED, "apollo", Duration.ofHours(-1)));

    Counts mine = measurements().project("apollo").counts(by, DAY);
    Counts all = measurements().platform().counts(by, DAY);

    assertThat(mine.total()).isEqualTo(4);
    assertThat(all.total()).isEqualTo(5);
    assertThat(mine.bucket()).isEqualTo(HOUR);
    assertThat(mine.buckets()).isEqualTo(24);
    Counts.Series first = mine.series().get(0);
    assertThat(first.counts()).hasSize(24);
    assertThat(first.counts().get(0)).as("at the very beginning").isEqualTo(1);
    if (by == Counts.By.KIND) {
      assertThat(first.name()).isEqualTo("plan.created");
      assertThat(first.counts().get(23)).as("until now").isEqualTo(2);
      assertThat(mine.perSecond(first)[23]).isCloseTo(2 / 3600., within(1e-12));
      assertThat(mine.series().get(1).name()).isEqualTo("tool.invoked");
      assertThat(all.series().get(0).total()).isEqualTo(4);
    } else {
      assertThat(first.name()).isEqualTo(by == Counts.By.CATEGORY ? "plan" : "apollo");
    }
    assertThat(measurements().platform().counts(by, TimeWindow.WEEK).buckets()).isEqualTo(28);
  }

  @Contract("MSR-01")
  @Test
  void the_buckets_hold_what_the_trail_holds_whatever_the_window() {
    List<EventBuilder> many = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      many.add(event(EventType.TOOL_INVOKED, "p-" + i % 7, Duration.ofSeconds(i * 977L + i % 3)));
    }
    store(many.toArray(EventBuilder[]::new));
    for (String text : List.of("1h", "5h", "24h", "7d", "13d")) {
      TimeWindow window = TimeWindow.parse(text);
      long counted = measurements().platform().counts(Counts.By.CATEGORY, window).total();
      assertThat(counted)
          .as(text)
          .isEqualTo(trail().count(EventQuery.platform().since(window.since(NOW))));
    }
  }

  private EventBuilder call(String tool, long millis) {
    return event(EventType.TOOL_COMPLETED, "apollo", HOUR)
        .detail("tool_name", tool)
        .detail("duration_ms", millis);
  }

  @Contract("MSR-02")
  @Test
  void percentiles_are_durations_that_were_measured() {
    store(
        IntStream.rangeClosed(1, 100)
            .mapToObj(i -> call("fast", 101 - i))
            .toArray(EventBuilder[]::new));
    store(
        call("slow", 5_000),
        call("slow", 1),
        call("old", 9).timestamp(NOW.minus(Duration.ofDays(2))));
    store(event(EventType.ACTOR_COMPLETED, "apollo", HOUR).detail("duration_ms", 7));
    store(call("other", 1).scope(EventScope.none().withProject("gemini")));

    assertThat(measurements().project("apollo").latencies(DAY, 10))
        .containsExactly(
            new Latency("tool.completed", "slow", 2, 1, 5_000),
            new Latency("tool.completed", "fast", 100, 50, 95),
            new Latency("actor.completed", null, 1, 7, 7));
    assertThat(measurements().platform().latencies(DAY, 10)).hasSize(4);
    assertThat(measurements().platform().latencies(DAY, 1)).hasSize(1);
    assertThat(measurements().platform().latencies(DAY, 1).get(0).toMap())
        .containsEntry("p95_ms", 5_000L);
  }

  @Contract("MSR-03")
  @Test
  void what_failed_most_often_comes_first() {
    store(
        call("good", 1),
        call("bad", 1),
        event(EventType.TOOL_ERRORED, "apollo", HOUR).detail("tool_name", "bad"),
        event(EventType.TOOL_ERRORED, "apollo", HOUR).detail("tool_name", "bad"),
        event(EventType.TOOL_ERRORED, "apollo", HOUR).detail("tool_name", "worst"),
        event(EventType.TOOL_ERRORED, "apollo", HOUR),
        event(EventType.TOOL_ERRORED, "gemini", HOUR).detail("tool_name", "bad"),
        event(EventType.ACTOR_ERRORED, "apollo", HOUR).actorName("Margaret"),
        event(EventType.ACTOR_COMPLETED, "apollo", HOUR).actorName("Margaret"),
        event(EventType.ACTOR_COMPLETED, "apollo", HOUR).actorName("Alan"),
        event(EventType.TOOL_ERRORED, "apollo", HOUR).actorName("Alan"),
        event(EventType.ACTOR_ERRORED, "gemini", HOUR).actorName("Margaret"));

    assertThat(measurements().project("apollo").failingTools(DAY, 10))
        .containsExactly(new FailureRate("bad", 2, 3), new FailureRate("worst", 1, 1));
    assertThat(measurements().platform().failingTools(DAY, 1))
        .containsExactly(new FailureRate("bad", 3, 4));
    assertThat(measurements().project("apollo").failingActors(DAY, 10))
        .containsExactly(new FailureRate("Margaret", 1, 2));
    FailureRate worst = measurements().platform().failingActors(DAY, 10).get(0);
    assertThat(worst).isEqualTo(new FailureRate("Margaret", 2, 3));
    assertThat(worst.toMap()).containsEntry("rate", 2 / 3.);
  }

  @Contract({"MSR-05", "ACC-24"})
  @Test
  void a_tenant_who_guesses_sees_nothing_of_others() {
    store(
        call("secret_tool", 5).actorName("Spy").sessionId("s").planId("p"),
        event(EventType.TOOL_ERRORED, "apollo", HOUR).detail("tool_name", "secret_tool"),
        event(EventType.ACTOR_ERRORED, "apollo", HOUR).actorName("Spy"),
        event(EventType.PLAN_APPLIED, "apollo", HOUR).planId("p"),
        event(EventType.VALIDATION_PASSED, "apollo", HOUR));
    TrailMeasures own = measurements().project("apollo");
    assertThat(own.counts(Counts.By.KIND, DAY).total()).isEqualTo(5);
    assertThat(own.latencies(DAY, 9)).hasSize(1);
    assertThat(own.failingTools(DAY, 9)).hasSize(1);
    assertThat(own.failingActors(DAY, 9)).hasSize(1);
    assertThat(own.successRate(DAY)).isEqualTo(new SuccessRate(1, 1, 1, 1));
    for (String guess : List.of("apoll", "Apollo", "%", "_", "apollo%", "'OR'1'='1")) {
      TrailMeasures other = measurements().project(guess);
      assertThat(other.counts(Counts.By.KIND, DAY).total()).as(guess).isZero();
      assertThat(other.counts(Counts.By.CATEGORY, DAY).total()).as(guess).isZero();
      assertThat(other.counts(Counts.By.PROJECT, DAY).series()).isEmpty();
      assertThat(other.latencies(DAY, 9)).isEmpty();
      assertThat(other.failingTools(DAY, 9)).isEmpty();
      assertThat(other.failingActors(DAY, 9)).isEmpty();
      assertThat(other.successRate(DAY)).isEqualTo(new SuccessRate(0, 0, 0, 0));
    }
    assertThatIllegalArgumentException().isThrownBy(() -> measurements().project("no id"));
  }

  @Contract({"MSR-02", "MSR-03"})
  @Test
  void a_limit_that_is_negative_is_refused() {
    TrailMeasures measures = measurements().platform();
    for (ThrowingCallable ask :
        List.<ThrowingCallable>of(
            () -> measures.latencies(DAY, -1),
            () -> measures.failingTools(DAY, -1),
            () -> measures.failingActors(DAY, -1))) {
      assertThatIllegalArgumentException().isThrownBy(ask).withMessageContaining("limit");
    }
    assertThat(measures.failingTools(DAY, 0)).isEmpty();
  }

  @Contract({"MEA-23", "TST-13"})
  @Test
  void no_number_stands_for_one_that_was_not_measured() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file))
            .as(file.toString())
            .doesNotContain("85.0", "successRate\"", "avgExecutionTime", "totalTokensUsed")
            .doesNotContain("recentExecutions", "success_rate\", 8", "avg_execution_time");
      }
    }
  }

  @Contract({"MEA-23", "TST-13"})
  @Test
  void an_answer_has_no_key_without_a_source() {
    store(event(EventType.TOOL_COMPLETED, "apollo", HOUR));

    assertThat(measurements().platform().latencies(DAY, 9)).as("no duration was told").isEmpty();
    assertThat(new Latency("k", null, 1, 1, 1).toMap()).doesNotContainKey("tool_name");
  }
}
