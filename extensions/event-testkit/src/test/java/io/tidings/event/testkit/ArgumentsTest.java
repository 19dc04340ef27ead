package io.tidings.event.testkit;

import static io.tidings.event.testkit.Order.PLACED;
import static io.tidings.event.testkit.TidingsAssertions.assertThat;
import static io.tidings.event.testkit.internal.Absent.absent;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventKind;
import io.tidings.event.PayloadKind;
import io.tidings.event.testkit.internal.Absent;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Rejection of null arguments by name. */
class ArgumentsTest {

  record Paid(String by) {}

  private final Bench bench = new Bench();
  private final RecordingEventBus bus = bench.bus;
  private final EmissionCoverage coverage = EmissionCoverage.of(PLACED);

  @TestFactory
  List<DynamicTest> the_bus_and_its_recordings() {
    return List.of(
        refuses("options", () -> RecordingEventBus.create(absent())),
        refuses("bus", () -> RecordingEventBus.around(Absent.<EventBus>absent())),
        refuses("event", () -> bus.correlatedWith(absent())),
        refuses("work", () -> bus.capture(absent())),
        refuses("event", () -> bus.emit(absent())),
        refuses("kind", () -> bus.recording().events(absent())),
        refuses("condition", () -> bus.recording().await(absent(), Duration.ZERO)),
        refuses("timeout", () -> bus.recording().await(events -> true, absent())));
  }

  @TestFactory
  List<DynamicTest> assertions() {
    bench.emit(PLACED);
    return List.of(
        refuses("bus", () -> assertThat(Absent.<RecordingEventBus>absent())),
        refuses("recording", () -> assertThat(Absent.<Recording>absent())),
        refuses("kind", () -> assertThat(bus).emitted(Absent.<EventKind>absent())),
        refuses("kind", () -> assertThat(bus).emitted(Absent.<PayloadKind<Paid>>absent())),
        refuses("payload", () -> typed().withPayload(Absent.<Paid>absent())),
        refuses("requirements", () -> typed().withPayload(Absent.<Consumer<Paid>>absent())),
        refuses("kind", () -> assertThat(bus).emittedExactly(1, absent())),
        refuses("kinds", () -> assertThat(bus).neverEmitted(PLACED, absent())),
        refuses("kinds", () -> assertThat(bus).neverEmitted(Absent.<EventKind[]>absent())),
        refuses("kinds", () -> assertThat(bus).emittedInOrder(PLACED, absent())),
        refuses("kinds", () -> assertThat(bus).emittedOnly(PLACED, absent())),
        refuses("timeout", () -> assertThat(bus).within(absent())),
        refuses("name", () -> found().withDetail(absent(), 1)),
        refuses("value", () -> found().withDetail("n", absent())),
        refuses("scope", () -> found().withScope(absent())),
        refuses("planId", () -> found().withPlan(absent())),
        refuses("sessionId", () -> found().withSession(absent())),
        refuses("actorName", () -> found().withActor(absent())),
        refuses("cause", () -> found().causedBy(Absent.<DomainEvent>absent())),
        refuses("kind", () -> found().causedBy(Absent.<EventKind>absent())));
  }

  private PayloadAssert<Paid> typed() {
    return assertThat(bus).emitted(PayloadKind.of(PLACED, Paid.class));
  }

  private EventAssert found() {
    return assertThat(bus).emitted(PLACED);
  }

  @TestFactory
  List<DynamicTest> everything_else() {
    TestClock clock = TestClock.at(TestClock.DEFAULT_START);
    return List.of(
        refuses("start", () -> TestClock.at(absent())),
        refuses("by", () -> clock.advance(absent())),
        refuses("instant", () -> clock.set(absent())),
        refuses("task", () -> new ManualExecutor().execute(absent())),
        refuses("catalogue", () -> EmissionCoverage.of(Absent.<List<EventKind>>absent())),
        refuses("catalogue", () -> EmissionCoverage.of(PLACED, absent())),
        refuses("catalog", () -> EmissionCoverage.of(Absent.<EventCatalog>absent())),
        refuses("kinds", () -> coverage.except(PLACED, absent())),
        refuses("event", () -> coverage.onEvent(absent())),
        refuses("kind", () -> coverage.emitted(absent())),
        refuses("start", () -> TidingsExtension.builder().startingAt(absent())),
        refuses("options", () -> TidingsExtension.builder().bus(absent())));
  }

  private static DynamicTest refuses(String argument, ThrowingCallable call) {
    return DynamicTest.dynamicTest(
        argument,
        () ->
            assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(argument));
  }
}
