package io.tidings.event.testkit;

import static io.tidings.event.testkit.Order.PAID;
import static io.tidings.event.testkit.Order.PLACED;
import static io.tidings.event.testkit.Order.SHIPPED;
import static io.tidings.event.testkit.internal.Absent.absent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DispatchOrder;
import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.spi.ForwardingEventBus;
import io.tidings.event.testkit.internal.Absent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RecordingEventBusTest {

  private final Bench bench = new Bench();
  private final RecordingEventBus bus = bench.bus;

  @Test
  void emitted_events_are_recorded_in_order_and_delivered() {
    List<DomainEvent> handled = new ArrayList<>();
    bus.subscribe(PAID, handled::add);
    DomainEvent placed = bench.emit(PLACED);
    DomainEvent paid = bench.emit(PAID);

    assertThat(bus.recording().events()).containsExactly(placed, paid);
    assertThat(bus.recording().events(PAID)).containsExactly(paid);
    assertThat(handled).containsExactly(paid);
    assertThat(bus.isEnabled(SHIPPED)).isTrue();
  }

  @Test
  void returned_list_does_not_change() {
    bench.emit(PLACED);
    Recording recording = bus.recording();
    List<DomainEvent> before = recording.events();
    bench.emit(PAID);

    assertThat(before).hasSize(1).isUnmodifiable();
    assertThat(recording.events()).hasSize(2);
  }

  @Test
  void event_emitted_by_a_handler_is_recorded_after_its_cause() {
    bus.subscribe(PLACED, event -> bench.emit(PAID));
    bench.emit(PLACED);

    assertThat(bus.recording().events())
        .extracting(event -> event.kind().id())
        .containsExactly("order.placed", "order.paid");
  }

  @Test
  void rejected_event_is_not_recorded() {
    RecordingEventBus strict =
        RecordingEventBus.create(options -> options.order(DispatchOrder.FORBID));
    strict.subscribe(PLACED, event -> strict.emit(DomainEvent.of(PAID)));
    strict.emit(DomainEvent.of(PLACED));
    strict.close();
    EmitResult late = strict.emit(DomainEvent.of(SHIPPED));

    assertThat(late.status()).isEqualTo(EmitResult.Status.CLOSED);
    assertThat(strict.recording().events()).hasSize(1);
  }

  @Test
  void correlated_events_include_earlier_ones() {
    DomainEvent placed = bench.emit(PLACED);
    Recording one = bus.correlatedWith(placed);
    bench.emit(PLACED);
    DomainEvent paid = bench.emitCaused(placed, PAID, builder -> builder);

    assertThat(one.events()).containsExactly(placed, paid);
  }

  @Test
  void around_records_a_host_bus_until_it_is_closed() {
    EventBus host = EventBus.create();
    host.emit(DomainEvent.of(PLACED));
    RecordingEventBus recording = RecordingEventBus.around(host);
    host.emit(DomainEvent.of(PAID));
    recording.emit(DomainEvent.of(SHIPPED));
    recording.close();
    host.emit(DomainEvent.of(PLACED));

    assertThat(recording.recording().events())
        .extracting(event -> event.kind().id())
        .containsExactly("order.paid", "order.shipped");
    assertThat(host.isEnabled(PLACED)).isFalse();
  }

  @Test
  void around_rejects_a_noop_or_closed_bus() {
    EventBus closed = EventBus.create();
    closed.close();

    assertThatThrownBy(() -> RecordingEventBus.around(EventBus.noop()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "bus returned an inactive subscription; record a bus that is open and not noop");
    assertThatThrownBy(() -> RecordingEventBus.around(closed))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void around_rejects_a_null_subscription() {
    EventBus broken =
        new ForwardingEventBus() {
          @Override
          protected EventBus delegate() {
            return bus;
          }

          @Override
          public Subscription subscribe(
              EventSelector selector, SubscriptionOptions options, EventHandler handler) {
            return absent();
          }
        };

    assertThatThrownBy(() -> RecordingEventBus.around(broken))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("bus returned a null subscription; record a bus that is open and not noop");
  }

  @Test
  void kind_with_a_null_id_is_rejected() {
    EventKind nameless = Absent::absent;

    assertThatThrownBy(() -> TidingsAssertions.assertThat(bus).emitted(nameless))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kind");
  }

  @Test
  void capacity_must_be_positive() {
    assertThatThrownBy(() -> RecordingEventBus.create(options -> {}, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("capacity must be positive, but was 0");
    assertThatThrownBy(() -> RecordingEventBus.around(bus, -1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("capacity");
  }
}
