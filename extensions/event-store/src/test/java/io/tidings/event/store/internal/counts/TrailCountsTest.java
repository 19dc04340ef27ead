package io.tidings.event.store.internal.counts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidings.event.EventBuilder;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.EveryDatabaseTest;
import io.tidings.event.store.spi.TrailCounts;
import io.tidings.event.store.spi.TrailCounts.Buckets;
import io.tidings.event.store.spi.TrailCounts.Dimension;
import io.tidings.event.store.spi.TrailCounts.Durations;
import io.tidings.event.store.spi.TrailCounts.FailureCount;
import io.tidings.event.store.spi.TrailCounts.PlanCounts;
import io.tidings.event.testkit.contract.Contract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Aggregate queries on every database, over one project, two, and all. */
class TrailCountsTest extends EveryDatabaseTest {

  private static final String DONE = EventType.TOOL_COMPLETED.id();
  private static final String FAILED = EventType.TOOL_ERRORED.id();
  private static final List<Integer> PERCENTS = List.of(50, 100);

  private EventStore trail;
  private Instant since;

  @BeforeEach
  void fill() {
    trail = open();
    since = clock.instant();
    for (String project : List.of("apollo", "gemini", "mercury")) {
      trail.append(
          Stream.of(
                  of(EventType.TOOL_COMPLETED, project)
                      .detail("tool_name", "t")
                      .detail("duration_ms", 7),
                  of(EventType.TOOL_ERRORED, project)
                      .detail("tool_name", "t")
                      .detail("duration_ms", 9),
                  of(EventType.PLAN_APPLIED, project).planId("p"),
                  of(EventType.PLAN_CANCELLED, project).planId("q"))
              .map(EventBuilder::build)
              .toList());
      clock.advance(Duration.ofMinutes(1));
    }
  }

  private EventBuilder of(EventType type, String project) {
    return event(type)
        .scope(new EventScope("acme", "w-" + project, project, null))
        .sessionId("s")
        .actorName("Margaret");
  }

  private TrailCounts counts(String... projects) {
    return projects.length == 0
        ? trail.database().platformCounts()
        : trail.database().counts(Set.of(projects));
  }

  @Contract("CNT-02")
  @Test
  void buckets_cover_the_range_per_value() {
    Buckets all = counts().buckets(Dimension.PROJECT, since, clock.instant(), 3);
    Buckets two = counts("apollo", "mercury").buckets(Dimension.KIND, since, clock.instant(), 3);

    assertThat(all.width()).isEqualTo(Duration.ofMinutes(1));
    assertThat(all.counts())
        .isEqualTo(
            Map.of(
                "apollo", List.of(4L, 0L, 0L),
                "gemini", List.of(0L, 4L, 0L),
                "mercury", List.of(0L, 0L, 4L)));
    assertThat(two.counts()).containsEntry(FAILED, List.of(1L, 0L, 1L)).hasSize(4);
    assertThat(counts("gemini").buckets(Dimension.WORKSPACE, since, clock.instant(), 1).counts())
        .containsEntry("w-gemini", List.of(4L))
        .containsEntry("w-apollo", List.of(0L));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counts().buckets(Dimension.KIND, since, since, 0));
  }

  @Contract("CNT-02")
  @Test
  void counts_are_limited_to_their_projects() {
    assertThat(counts("apollo").kinds(List.of(DONE, FAILED), since))
        .isEqualTo(Map.of(DONE, 1L, FAILED, 1L));
    assertThat(counts("apollo", "gemini").kinds(List.of(DONE), since)).containsEntry(DONE, 2L);
    assertThat(counts().sessions(List.of(DONE), since)).isEqualTo(1);
    assertThat(counts("gemini").workspaces(List.of("plan.applied"))).containsExactly("w-gemini");
    assertThat(counts().values(Dimension.WORKSPACE))
        .containsExactly("w-apollo", "w-gemini", "w-mercury");
    assertThat(counts().kinds(List.of(DONE), clock.instant())).isEmpty();
    assertThatIllegalArgumentException()
        .isThrownBy(() -> trail.database().counts(Set.of()))
        .withMessageContaining("projects");
  }

  @Contract("CNT-02")
  @Test
  void outcomes_are_counted_by_plan_tool_and_actor() {
    List<String> applied = List.of("plan.applied");
    List<String> ends = List.of("plan.applied", "plan.cancelled");

    assertThat(counts().plans(applied, ends, since)).isEqualTo(new PlanCounts(3, 6));
    assertThat(counts("apollo", "gemini").plans(applied, ends, since))
        .isEqualTo(new PlanCounts(2, 4));
    assertThat(counts("apollo", "gemini").failingTools(FAILED, DONE, since, 9))
        .containsExactly(new FailureCount("t", 2, 4));
    assertThat(counts("apollo", "gemini").failingActors(FAILED, DONE, since, 9))
        .containsExactly(new FailureCount("Margaret", 2, 4));
    assertThat(counts().failingActors(FAILED, DONE, since, 9))
        .containsExactly(new FailureCount("Margaret", 3, 6));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counts().failingTools(FAILED, DONE, since, -1));
    assertThatIllegalArgumentException().isThrownBy(() -> counts().plans(List.of(), ends, since));
  }

  @Contract("CNT-02")
  @Test
  void percentiles_are_measured_durations() {
    assertThat(counts("apollo", "gemini").durations(since, PERCENTS))
        .containsExactly(
            new Durations(DONE, "t", 2, List.of(7L, 7L)),
            new Durations(FAILED, "t", 2, List.of(9L, 9L)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> counts().durations(since, List.of(101)))
        .withMessageContaining("101");
  }

  @Contract("CNT-02")
  @Test
  void no_kinds_count_nothing() {
    assertThat(counts().kinds(List.of(), since)).isEmpty();
    assertThat(counts().sessions(List.of(), since)).isZero();
    assertThat(counts().workspaces(List.of())).isEmpty();
  }
}
