package io.tidings.event;

import static io.tidings.event.Kinds.A;
import static io.tidings.event.Kinds.a;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.spi.EventTap;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Tests of the interest of taps. */
class TapInterestTest {

  private final List<DomainEvent> received = new ArrayList<>();
  private boolean interested;

  private EventTap tap(BooleanSupplier interest) {
    return new EventTap() {
      @Override
      public void onEvent(DomainEvent event) {
        received.add(event);
      }

      @Override
      public boolean isInterested(EventKind kind) {
        return interest.getAsBoolean();
      }
    };
  }

  private final EventBus bus = EventBus.builder().tap(tap(() -> interested)).build();

  @Test
  @Contract("TAP-04")
  void uninterested_tap_receives_nothing() {
    assertThat(bus.emit(a())).isEqualTo(EmitResult.done(0));
    assertThat(bus.isEnabled(A)).isFalse();
    assertThat(received).isEmpty();
  }

  @Test
  @Contract("TAP-04")
  void tap_receives_events_once_interested() {
    bus.emit(a());
    interested = true;
    DomainEvent event = a();
    bus.emit(event);

    assertThat(bus.isEnabled(A)).isTrue();
    assertThat(received).containsExactly(event);
  }

  @Test
  @Contract("TAP-04")
  void uninterested_tap_does_not_affect_other_taps() {
    EventBus both = EventBus.builder().tap(tap(() -> false)).tap(received::add).build();
    DomainEvent event = a();
    both.emit(event);

    assertThat(received).containsExactly(event);
  }

  @Test
  @Contract("TAP-04")
  void handler_receives_event_without_tap_interest() {
    List<DomainEvent> handled = new ArrayList<>();
    bus.subscribe(A, handled::add);
    DomainEvent event = a();
    bus.emit(event);

    assertThat(handled).containsExactly(event);
    assertThat(received).isEmpty();
  }

  @Test
  @Contract({"TAP-03", "FLT-04"})
  void fatal_error_from_is_interested_surfaces() {
    InternalError fatal = new InternalError("thrown on purpose");
    EventTap failing =
        tap(
            () -> {
              throw fatal;
            });
    EventBus tapped = EventBus.builder().tap(failing).build();

    assertThatThrownBy(() -> tapped.emit(a())).isSameAs(fatal);
    assertThatThrownBy(() -> tapped.isEnabled(A)).isSameAs(fatal);
    assertThat(received).hasSize(1);
  }
}
