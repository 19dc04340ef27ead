package io.tidings.event.testkit;

import static io.tidings.event.testkit.Order.PAID;
import static io.tidings.event.testkit.Order.PLACED;
import static io.tidings.event.testkit.Order.SHIPPED;
import static io.tidings.event.testkit.TidingsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RecordingAssertTest {

  private final Bench bench = new Bench();
  private final RecordingEventBus bus = bench.bus;

  private static void fails(ThrowingCallable call, String message) {
    assertThatThrownBy(call).isInstanceOf(AssertionError.class).hasMessage(message);
  }

  @Test
  void empty_recording_fails_assertions_that_require_events() {
    fails(
        () -> assertThat(bus).emitted(PLACED),
        "Expected order.placed, but there was none.\nno events");
    fails(
        () -> assertThat(bus).emittedInOrder(PLACED, PAID),
        "Expected order.placed, order.paid in this order, but there was no order.placed.\n"
            + "no events");
    fails(
        () -> assertThat(bus).emittedExactly(1, PLACED),
        "Expected exactly 1 order.placed, but there were none.\nno events");
    fails(
        () -> assertThat(bus).emittedOnly(PLACED, PAID),
        "Expected only order.placed, order.paid, but there was no order.placed, order.paid.\n"
            + "no events");
  }

  @Test
  void empty_recording_passes_assertions_of_absence() {
    assertThat(bus).neverEmitted(PLACED, PAID).emittedNothing().emittedExactly(0, PLACED);
  }

  @Test
  void chain_of_true_assertions_passes() {
    bench.emit(PLACED);
    bench.emit(PAID);
    bench.emit(PAID);
    bench.emit(SHIPPED);

    assertThat(bus)
        .emittedInOrder(PLACED, SHIPPED)
        .emittedInOrder(PAID, PAID)
        .emittedExactly(2, PAID)
        .emittedOnly(SHIPPED, PAID, PLACED);
  }

  @Test
  void failure_lists_each_event_below_its_cause() {
    DomainEvent placed = bench.emit(PLACED, builder -> builder.detail("items", 3));
    bench.clock.advance(Duration.ofMillis(1_500));
    DomainEvent paid = bench.emitCaused(placed, PAID, builder -> builder.detail("by", "card"));
    bench.emit(PLACED);
    bench.clock.advance(Duration.ofNanos(250_000));
    bench.emitCaused(paid, SHIPPED, builder -> builder);

    fails(
        () -> assertThat(bus).as("cancelled %s", "order").neverEmitted(SHIPPED),
        """
        [cancelled order] Expected no order.shipped, but there was 1, the first order.shipped …000004.
        4 events:
          +0 ms order.placed …000001 {items=3}
            +1500 ms order.paid …000002 {by="card"}
              +1500.25 ms order.shipped …000004
          +1500 ms order.placed …000003\
        """);
  }

  @Test
  void wrong_order_names_the_first_missing_kind() {
    bench.emit(PAID);
    bench.emit(PLACED);

    fails(
        () -> assertThat(bus).emittedInOrder(PLACED, PAID),
        """
        Expected order.placed, order.paid in this order, but there was no order.paid after order.placed.
        2 events:
          +0 ms order.paid …000001
          +0 ms order.placed …000002\
        """);
  }

  @Test
  void wrong_count_is_in_the_message() {
    bench.emit(PAID);

    fails(
        () -> assertThat(bus).emittedExactly(2, PAID),
        "Expected exactly 2 order.paid, but there was 1.\n1 event:\n  +0 ms order.paid …000001");
    fails(
        () -> assertThat(bus).emittedExactly(0, PAID),
        "Expected exactly 0 order.paid, but there was 1.\n1 event:\n  +0 ms order.paid …000001");
  }

  @Test
  void unexpected_kinds_are_in_the_message() {
    bench.emit(PAID);
    bench.emit(PLACED);

    assertThatThrownBy(() -> assertThat(bus).emittedOnly(PLACED))
        .hasMessageStartingWith("Expected only order.placed, but there was also order.paid.\n");
    assertThatThrownBy(() -> assertThat(bus).emittedOnly(PLACED, PAID, SHIPPED))
        .hasMessageContaining("but there was no order.shipped.\n");
    assertThatThrownBy(() -> assertThat(bus).emittedNothing())
        .hasMessageStartingWith("Expected nothing, but there was order.paid, order.placed.\n");
  }

  @Test
  void custom_message_replaces_the_default() {
    fails(() -> assertThat(bus).withFailMessage("no order").emittedExactly(1, PLACED), "no order");
  }

  @Test
  void vacuous_or_impossible_assertions_are_rejected() {
    assertThatThrownBy(() -> assertThat(bus).neverEmitted())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("kinds must not be empty; name at least one kind");
    assertThatThrownBy(() -> assertThat(bus).emittedInOrder())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> assertThat(bus).emittedOnly())
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> assertThat(bus).emittedExactly(-1, PLACED))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("times must not be negative, but was -1");
  }
}
