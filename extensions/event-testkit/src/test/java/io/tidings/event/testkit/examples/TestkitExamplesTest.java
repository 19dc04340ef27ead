package io.tidings.event.testkit.examples;

import static io.tidings.event.testkit.TidingsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventContext;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.testkit.EmissionCoverage;
import io.tidings.event.testkit.ManualExecutor;
import io.tidings.event.testkit.Recording;
import io.tidings.event.testkit.RecordingEventBus;
import io.tidings.event.testkit.TestClock;
import io.tidings.event.testkit.TidingsExtension;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Examples of the guide that are single methods. */
@ExtendWith(TidingsExtension.class)
class TestkitExamplesTest {

  @Test
  void recording_bus() {
    RecordingEventBus bus = RecordingEventBus.create();
    new PlanService(bus).apply("p-1");
    assertThat(bus).emitted(EventType.PLAN_APPLIED).withPlan("p-1");
  }

  @Test
  void captured_work(RecordingEventBus bus) {
    PlanService service = new PlanService(bus);
    service.apply("p-1");
    Recording work = bus.capture(() -> service.apply("p-2"));
    assertThat(work).emittedExactly(1, EventType.PLAN_APPLIED);
  }

  @Test
  void assertions_chain(RecordingEventBus bus) {
    EventScope scope = EventScope.none();
    new PlanService(bus).apply("p-1");
    assertThat(bus)
        .emitted(EventType.PLAN_APPLIED)
        .withDetail("files_changed", 3)
        .withScope(scope)
        .causedBy(EventType.DECISION_CREATED);
    assertThat(bus).neverEmitted(EventType.PLAN_ERRORED);
    assertThat(bus)
        .emittedInOrder(EventType.DECISION_CREATED, EventType.PLAN_APPLIED)
        .emittedExactly(1, EventType.PLAN_APPLIED)
        .emittedOnly(EventType.DECISION_CREATED, EventType.PLAN_APPLIED);
  }

  @Test
  void waiting_for_another_thread(RecordingEventBus bus) {
    PlanService service = new PlanService(bus);
    ExecutorService pool = Executors.newSingleThreadExecutor();
    try {
      Recording work = bus.capture(() -> service.applyLater("p-1", pool));
      assertThat(work)
          .within(Duration.ofSeconds(5))
          .emitted(EventType.PLAN_APPLIED)
          .withPlan("p-1");
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void manual_executor_in_a_service(RecordingEventBus bus, ManualExecutor manual) {
    PlanService service = new PlanService(bus);
    service.applyLater("p-1", manual);
    assertThat(bus).emittedNothing();
    manual.runAll();
    assertThat(bus).emitted(EventType.PLAN_APPLIED);
  }

  @Test
  void manual_executor(RecordingEventBus bus, ManualExecutor manual) {
    Executor executor = EventContext.propagating(manual);
    executor.execute(() -> bus.emit(DomainEvent.of(EventType.TOOL_COMPLETED)));
    manual.runAll();
    assertThat(bus).emitted(EventType.TOOL_COMPLETED);
  }

  @Test
  void test_clock() {
    TestClock clock = TestClock.at(Instant.parse("2026-01-01T00:00:00Z"));
    clock.advance(Duration.ofMinutes(5));
    assertThat(clock.instant()).isEqualTo(Instant.parse("2026-01-01T00:05:00Z"));
  }

  @Test
  void around_a_host_bus() {
    EventBus host = EventBus.create();
    RecordingEventBus bus = RecordingEventBus.around(host);
    host.emit(DomainEvent.of(EventType.PLAN_CREATED));
    assertThat(bus).emittedOnly(EventType.PLAN_CREATED);
  }

  @Test
  void coverage_report() {
    EmissionCoverage coverage = EmissionCoverage.of(EventType.values()).except(EventType.UNKNOWN);
    EventBus bus = EventBus.builder().tap(coverage).build();
    new PlanService(bus).apply("p-1");
    assertThat(coverage.missing()).doesNotContain(EventType.PLAN_APPLIED);
    assertThat(coverage.toMarkdown()).contains("| plan.applied | plan | 1 |");
  }
}
