package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.measure.Counts;
import io.tidings.event.measure.ErrorRecorder;
import io.tidings.event.measure.Measurements;
import io.tidings.event.measure.SuccessRate;
import io.tidings.event.measure.TimeWindow;
import io.tidings.event.measure.TrailMeasures.FailureRate;
import io.tidings.event.measure.TrailMeasures.Latency;
import io.tidings.event.measure.WorkspaceSource;
import io.tidings.event.meter.Meter;
import io.tidings.event.meter.MeterPeriod;
import io.tidings.event.meter.Quota;
import io.tidings.event.meter.UsageMeter;
import io.tidings.event.testkit.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Meters and measurements are the same on every database. */
class MeteringDatabaseTest extends EveryDatabaseTest {

  private static final int THREADS = 8;
  private static final Meter METER =
      new Meter("c", EventScope.none().withOrganization("acme"), MeterPeriod.ALL_TIME);

  @Contract("MET-16")
  @Test
  void of_many_adjustments_at_once_none_is_lost() throws Exception {
    int times = Integer.getInteger("meter.adjusts", 8_000) / THREADS;
    UsageMeter meter = UsageMeter.in(open());

    together(
        () -> {
          for (int i = 0; i < times; i++) {
            meter.adjust(METER, 1, Quota.UNLIMITED, null);
          }
        });

    assertThat(meter.used(METER)).isEqualTo((long) times * THREADS);
  }

  @Contract({"MET-15", "MET-16", "MET-27"})
  @Test
  void a_limit_is_crossed_once_at_most_and_a_receipt_is_charged_once() throws Exception {
    UsageMeter meter = UsageMeter.in(open());
    Quota quota = Quota.UNLIMITED.withLimit(10L);

    together(() -> meter.adjust(METER, 7, quota, null));
    assertThat(meter.used(METER)).isEqualTo(14);
    assertThat(meter.adjust(METER, 1, quota, null).allowed()).isFalse();
    assertThat(meter.adjust(METER, -20, quota, null).used()).isZero();
    together(() -> meter.adjust(METER, 3, quota.withStrict(true), "r-1"));
    assertThat(meter.used(METER)).isEqualTo(3);
  }

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

  private static void together(Runnable work) throws InterruptedException {
    List<Throwable> failures = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      Thread thread = new Thread(work);
      thread.setUncaughtExceptionHandler(
          (failed, failure) -> {
            synchronized (failures) {
              failures.add(failure);
            }
          });
      threads.add(thread);
    }
    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failures).isEmpty();
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
    UsageMeter.in(trail).adjust(METER, 1, Quota.UNLIMITED.withLimit(9L), null);
    Measurements measurements = Measurements.of(trail);
    TimeWindow day = TimeWindow.DAY;

    assertThat(measurements.platformErrors(day).total()).isEqualTo(1);
    assertThat(measurements.activation(WorkspaceSource.namedIn(trail)).rate()).isEqualTo(1);
    assertThat(measurements.quotas(9)).hasSize(1);
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
