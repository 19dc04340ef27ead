package io.tidings.event.testkit;

import static io.tidings.event.testkit.Order.PAID;
import static io.tidings.event.testkit.Order.PLACED;
import static io.tidings.event.testkit.Order.SHIPPED;
import static io.tidings.event.testkit.TidingsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventScope;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class EventAssertTest {

  private final Bench bench = new Bench();
  private final RecordingEventBus bus = bench.bus;

  private static void failsWithNearest(ThrowingCallable call, String nearest) {
    assertThatThrownBy(call)
        .isInstanceOf(AssertionError.class)
        .message()
        .contains("\nNearest: " + nearest + ".\n");
  }

  @Test
  void event_that_meets_all_expectations_is_found() {
    EventScope scope = EventScope.none().withUser("margaret");
    DomainEvent placed = bench.emit(PLACED);
    bench.emit(PAID);
    DomainEvent paid =
        bench.emitCaused(
            placed,
            PAID,
            builder ->
                builder.scope(scope).planId("p").sessionId("s").actorName("ann").detail("n", 1));

    assertThat(bus)
        .emitted(PAID)
        .withDetail("n", 1)
        .withScope(scope)
        .withPlan("p")
        .withSession("s")
        .withActor("ann")
        .causedBy(placed)
        .causedBy(PLACED);
    assertThat(assertThat(bus).emitted(PAID).withActor("ann").events()).containsExactly(paid);
  }

  @Test
  void details_are_converted_before_comparison() {
    bench.emit(
        PAID,
        builder ->
            builder
                .detail("files_changed", 3L)
                .detail("kind", SHIPPED)
                .detail("ratio", 0.5)
                .detail("list", List.of(1, "two"))
                .detail("map", Map.of("a", 1)));

    assertThat(bus)
        .emitted(PAID)
        .withDetail("files_changed", 3)
        .withDetail("files_changed", (short) 3)
        .withDetail("kind", "order.shipped")
        .withDetail("kind", SHIPPED)
        .withDetail("ratio", 0.5f)
        .withDetail("list", List.of(1L, "two"))
        .withDetail("map", Map.of("a", (byte) 1));
    assertThatThrownBy(() -> assertThat(bus).emitted(PAID).withDetail("files_changed", 3.0))
        .isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> assertThat(bus).emitted(PAID).withDetail("x", new Object()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void two_half_matches_are_no_match() {
    bench.emit(PAID, builder -> builder.planId("p"));
    bench.emit(PAID, builder -> builder.actorName("ann"));

    assertThatThrownBy(() -> assertThat(bus).emitted(PAID).withPlan("p").withActor("ann"))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void failure_contains_expectation_nearest_miss_and_timeline() {
    bench.emit(PLACED);
    bench.emit(PAID, builder -> builder.detail("files_changed", 2));
    bench.emit(PAID, builder -> builder.detail("files_changed", 3).planId("p-2"));

    assertThatThrownBy(
            () ->
                assertThat(bus)
                    .as("the payment")
                    .emitted(PAID)
                    .withDetail("files_changed", 3)
                    .withPlan("p-1"))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            [the payment] Expected order.paid with detail files_changed = 3 with plan = "p-1", but there was none.
            Nearest: order.paid …000003 has plan = "p-2".
            3 events:
              +0 ms order.placed …000001
              +0 ms order.paid …000002 {files_changed=2}
              +0 ms order.paid …000003 {files_changed=3}\
            """);
  }

  @Test
  void nearest_miss_lists_every_mismatch() {
    DomainEvent placed = bench.emit(PLACED);
    bench.emit(PAID);

    failsWithNearest(
        () -> assertThat(bus).emitted(PAID).withDetail("n", 1),
        "order.paid …000002 has no detail n");
    failsWithNearest(
        () -> assertThat(bus).emitted(PAID).withSession("s"), "order.paid …000002 has no session");
    failsWithNearest(
        () -> assertThat(bus).emitted(PAID).causedBy(placed), "order.paid …000002 has no cause");
    failsWithNearest(
        () -> assertThat(bus).emitted(PAID).causedBy(PLACED), "order.paid …000002 has no cause");
  }

  @Test
  void failure_names_the_actual_cause() {
    DomainEvent placed = bench.emit(PLACED);
    DomainEvent shipped = bench.emitCaused(placed, SHIPPED, builder -> builder);
    bench.emit(PAID, builder -> builder.causationId("elsewhere"));

    failsWithNearest(
        () -> assertThat(bus).emitted(SHIPPED).causedBy(PAID),
        "order.shipped …000002 was caused by order.placed …000001");
    failsWithNearest(
        () -> assertThat(bus).emitted(PAID).causedBy(shipped),
        "order.paid …000003 was caused by elsewhere, which is not in this recording");
  }

  @Test
  void failure_without_any_match_has_no_nearest_miss() {
    bench.emit(PLACED);

    assertThatThrownBy(() -> assertThat(bus).emitted(PAID))
        .hasMessage(
            "Expected order.paid, but there was none.\n1 event:\n  +0 ms order.placed …000001");
  }
}
