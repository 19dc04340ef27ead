package io.tidings.event.testkit;

import static io.tidings.event.testkit.Order.PAID;
import static io.tidings.event.testkit.Order.PLACED;
import static io.tidings.event.testkit.Order.SHIPPED;
import static io.tidings.event.testkit.TidingsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import org.junit.jupiter.api.Test;

class BoundedRecordingTest {

  @Test
  void events_beyond_the_capacity_drop_the_oldest() {
    RecordingEventBus bus = RecordingEventBus.create();
    DomainEvent first = DomainEvent.of(PLACED);
    bus.emit(first);
    DomainEvent other = DomainEvent.of(PAID);
    for (int i = 0; i < RecordingEventBus.DEFAULT_CAPACITY + 6; i++) {
      bus.emit(other);
    }
    Recording recording = bus.recording();

    assertThat(recording.events()).hasSize(100_000).doesNotContain(first);
    assertThat(recording.dropped()).isEqualTo(7);
    assertThatThrownBy(() -> assertThat(bus).emitted(PLACED))
        .message()
        .startsWith(
            """
            Expected order.placed, but there was none.
            100000 events, the last 200; 7 earlier events were dropped:
            """)
        .hasLineCount(202);
  }

  @Test
  void absence_is_not_asserted_if_events_were_dropped() {
    Bench bench = new Bench(2);
    Recording all = bench.bus.recording();
    for (EventKind kind : Order.values()) {
      bench.emit(kind);
    }
    String why =
        """
        , which cannot be verified: 1 earlier event was dropped; give the bus a greater capacity.
        2 events; 1 earlier event was dropped:
        """;

    assertThatThrownBy(() -> assertThat(all).neverEmitted(PLACED))
        .hasMessageStartingWith("Expected no order.placed" + why);
    assertThatThrownBy(() -> assertThat(all).emittedExactly(1, PAID))
        .hasMessageStartingWith("Expected exactly 1 order.paid" + why);
    assertThatThrownBy(() -> assertThat(all).emittedOnly(PAID, SHIPPED))
        .hasMessageStartingWith("Expected only order.paid, order.shipped" + why);
    assertThat(all).emittedInOrder(PAID, SHIPPED).emitted(SHIPPED);
  }

  @Test
  void events_dropped_before_a_capture_do_not_affect_it() {
    Bench bench = new Bench(2);
    bench.emit(PLACED);
    bench.emit(PLACED);
    Recording captured = bench.bus.capture(() -> bench.emit(PAID));

    assertThat(bench.bus.recording().dropped()).isEqualTo(1);
    assertThat(captured.dropped()).isZero();
    assertThat(captured).neverEmitted(PLACED).emittedExactly(1, PAID);

    bench.emit(SHIPPED);
    bench.emit(SHIPPED);

    assertThat(captured.dropped()).isEqualTo(1);
    assertThat(captured.events()).isEmpty();
    assertThatThrownBy(() -> assertThat(captured).neverEmitted(PLACED))
        .hasMessageContaining("1 earlier event was dropped");
  }
}
