package io.tidings.event.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.measure.TrailMeasures.FailureRate;
import io.tidings.event.measure.TrailMeasures.Latency;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.EveryDatabaseTest;
import io.tidings.event.testkit.contract.Contract;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Figures and recorded errors on every database. */
class MeasurementsDatabaseTest extends EveryDatabaseTest {

  @Contract({"MEA-02", "MEA-05"})
  @Test
  void an_error_whose_texts_no_database_takes_is_stored() throws Exception {
    ErrorRecorder.in(open())
        .record(
            "a\u0000b",
            "a\ud800b",
            new IllegalStateException("a\u0000b \udc00"),
            ErrorRecorder.Context.NONE
                .workspaceId("a\u0000b")
                .actionName("a\u0000b")
                .extra(Map.of("a", "\u0000")));

    assertThat(
            place()
                .texts(
                    "SELECT subsystem || ' ' || operation || ' ' || error_message || ' '"
                        + " || workspace_id || ' ' || action_name FROM error_events"))
        .containsExactly("a\ufffdb a\ufffdb a\ufffdb \ufffd a\ufffdb a\ufffdb");
  }

  @Contract({"MSR-04", "MEA-14", "MEA-21", "MEA-24"})
  @Test
  void every_question_has_its_answer() {
    EventStore trail = open();
    EventScope scope = new EventScope("acme", "w-1", "apollo", null);
    trail.append(
        List.of(
            event(EventType.TOOL_COMPLETED)
                .detail("tool_name", "t")
                .detail("duration_ms", 5)
                .build(),
            event(EventType.TOOL_ERRORED).detail("tool_name", "t").build(),
            event(EventType.ACTOR_ERRORED).actorName("Margaret").build(),
            event(EventType.PLAN_APPLIED).scope(scope).planId("p-1").build(),
            event(EventType.PLAN_CANCELLED).scope(scope).planId("p-2").build(),
            event(EventType.VALIDATION_PASSED).sessionId("s").build()));
    ErrorRecorder.in(trail).record("search", "work", new IllegalStateException("broken"));
    Measurements measurements = Measurements.of(trail);
    TimeWindow day = TimeWindow.DAY;

    assertThat(measurements.platformErrors(day).total()).isEqualTo(1);
    assertThat(measurements.activation(WorkspaceSource.namedIn(trail)).rate()).isEqualTo(1);
    assertThat(
            measurements
                .engagement("me", caller -> List.of("apollo"), day, List.of("validation.passed"))
                .sessions())
        .isEqualTo(1);
    for (var measures : List.of(measurements.project("apollo"), measurements.platform())) {
      for (Counts.By by : Counts.By.values()) {
        assertThat(measures.counts(by, day).total()).isEqualTo(6);
      }
      assertThat(measures.latencies(day, 9))
          .containsExactly(new Latency("tool.completed", "t", 1, 5, 5));
      assertThat(measures.failingTools(day, 9)).containsExactly(new FailureRate("t", 1, 2));
      assertThat(measures.failingActors(day, 9)).containsExactly(new FailureRate("Margaret", 1, 1));
      assertThat(measures.successRate(day)).isEqualTo(new SuccessRate(1, 2, 1, 1));
    }
  }
}
