package io.tidings.event.testkit;

import static io.tidings.event.testkit.Order.PAID;
import static io.tidings.event.testkit.Order.PLACED;
import static io.tidings.event.testkit.Order.SHIPPED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

@ExtendWith(TidingsExtension.class)
class TidingsExtensionTest {

  private final RecordingEventBus bus;

  TidingsExtensionTest(RecordingEventBus bus) {
    this.bus = bus;
  }

  @BeforeEach
  void emitBefore(RecordingEventBus same) {
    same.emit(same.events().builder(PLACED).build());
  }

  @Test
  void parameters_of_one_test_are_the_same_objects(
      RecordingEventBus same, TestClock clock, SequentialIds ids) {
    clock.advance(Duration.ofSeconds(1));
    bus.emit(bus.events().builder(PAID).build());

    assertThat(same).isSameAs(bus);
    assertThat(same.recording().events())
        .extracting(DomainEvent::id)
        .containsExactly(SequentialIds.id(1), SequentialIds.id(2));
    assertThat(same.recording().timeline()).contains("+1000 ms order.paid …000002");
    assertThat(ids.nextId()).isEqualTo(SequentialIds.id(3));
  }

  @Test
  void each_test_has_a_new_bus() {
    assertThat(bus.recording().events()).hasSize(1);
  }

  @Test
  void tasks_run_on_request(ManualExecutor executor) {
    Executor used = executor;
    used.execute(() -> bus.emit(DomainEvent.of(SHIPPED)));
    assertThat(bus.recording().events(SHIPPED)).isEmpty();
    executor.runAll();
    assertThat(bus.recording().events(SHIPPED)).hasSize(1);
  }

  @Test
  void only_a_failed_test_publishes_its_timeline() {
    List<ReportEntry> entries =
        run(OneFailsCase.class)
            .testEvents()
            .reportingEntryPublished()
            .map(event -> event.getRequiredPayload(ReportEntry.class))
            .toList();

    assertThat(entries).hasSize(1);
    assertThat(entries.get(0).getKeyValuePairs())
        .containsEntry("tidings.timeline", "1 event:\n  +0 ms order.placed …000001");
  }

  @Test
  void bus_is_closed_after_its_test() {
    LateCase.BUSES.clear();
    run(LateCase.class).testEvents().assertStatistics(stats -> stats.succeeded(2));

    assertThat(LateCase.BUSES).hasSize(2).doesNotHaveDuplicates();
    assertThat(LateCase.BUSES.get(0).emit(DomainEvent.of(PAID)).status())
        .isEqualTo(EmitResult.Status.CLOSED);
    assertThat(LateCase.BUSES).allSatisfy(one -> assertThat(one.recording().events()).hasSize(1));
  }

  @Test
  void options_configure_the_bus() {
    run(WithOptionsCase.class).testEvents().assertStatistics(stats -> stats.succeeded(1));

    assertThat(WithOptionsCase.COVERAGE.missing()).containsExactly(DomainEvent.of(PAID).kind());
  }

  @Test
  void per_test_objects_are_rejected_outside_a_test() {
    assertThat(messages(BeforeAllCase.class))
        .singleElement()
        .asString()
        .contains(
            "RecordingEventBus exists per test; declare it as a parameter of a test, @BeforeEach or"
                + " @AfterEach method");
    assertThat(messages(OneInstanceCase.class))
        .singleElement()
        .asString()
        .contains("TestClock exists per test");
  }

  @Test
  void other_parameter_types_are_not_resolved() {
    assertThat(messages(OtherParameterCase.class))
        .singleElement()
        .asString()
        .contains("No ParameterResolver registered");
    run(NoParameterCase.class).testEvents().assertStatistics(stats -> stats.succeeded(1));
  }

  @Test
  void capacity_must_be_positive() {
    assertThatThrownBy(() -> TidingsExtension.builder().capacity(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("capacity");
  }

  private static EngineExecutionResults run(Class<?> tests) {
    return EngineTestKit.engine("junit-jupiter").selectors(selectClass(tests)).execute();
  }

  private static List<String> messages(Class<?> tests) {
    return run(tests).allEvents().failed().stream()
        .map(Event::getPayload)
        .map(payload -> payload.orElseThrow().toString())
        .toList();
  }

  @ExtendWith(TidingsExtension.class)
  static class OneFailsCase {

    @Test
    void fails(RecordingEventBus bus) {
      bus.emit(bus.events().builder(PLACED).build());
      TidingsAssertions.assertThat(bus).emitted(PAID);
    }

    @Test
    void passes(RecordingEventBus bus) {
      bus.emit(bus.events().builder(PLACED).build());
    }
  }

  @ExtendWith(TidingsExtension.class)
  static class LateCase {

    static final List<RecordingEventBus> BUSES = new ArrayList<>();

    @Test
    void first(RecordingEventBus bus) {
      emitToAll(bus);
    }

    @Test
    void second(RecordingEventBus bus) {
      emitToAll(bus);
    }

    private static void emitToAll(RecordingEventBus bus) {
      BUSES.add(bus);
      BUSES.forEach(one -> one.emit(DomainEvent.of(PLACED)));
    }
  }

  static class WithOptionsCase {

    static final EmissionCoverage COVERAGE = EmissionCoverage.of(PLACED, PAID);

    @RegisterExtension
    static final TidingsExtension TIDINGS =
        TidingsExtension.builder()
            .startingAt(Instant.EPOCH)
            .capacity(1)
            .bus(options -> options.tap(COVERAGE))
            .build();

    @Test
    void emits(RecordingEventBus bus) {
      DomainEvent event = bus.events().builder(PLACED).build();
      bus.emit(event);
      bus.emit(event);
      assertThat(event.timestamp()).isEqualTo(Instant.EPOCH);
      assertThat(bus.recording().dropped()).isEqualTo(1);
    }
  }

  @ExtendWith(TidingsExtension.class)
  static class BeforeAllCase {

    @BeforeAll
    static void before(RecordingEventBus bus) {}

    @Test
    void never_runs() {}
  }

  @ExtendWith(TidingsExtension.class)
  @TestInstance(TestInstance.Lifecycle.PER_CLASS)
  static class OneInstanceCase {

    OneInstanceCase(TestClock clock) {}

    @Test
    void never_runs() {}
  }

  @ExtendWith(TidingsExtension.class)
  static class OtherParameterCase {

    @Test
    void never_runs(StringBuilder other) {}
  }

  @ExtendWith(TidingsExtension.class)
  static class NoParameterCase {

    @Test
    void runs() {}
  }
}
