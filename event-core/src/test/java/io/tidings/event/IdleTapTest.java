package io.tidings.event;

import static io.tidings.event.Kinds.A;
import static io.tidings.event.Kinds.a;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.spi.EventTap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class IdleTapTest {

  private final List<String> calls = new ArrayList<>();
  private boolean idle = true;

  /** Notes what it is asked and what it hears; wants everything unless it is idle. */
  private final class Noting implements EventTap {

    @Override
    public void onEvent(DomainEvent event) {
      calls.add("heard");
    }

    @Override
    public boolean isEnabled(EventKind kind) {
      calls.add("asked");
      return !idle;
    }

    @Override
    public boolean isIdle(EventKind kind) {
      return idle;
    }
  }

  private final EventBus bus = EventBus.builder().tap(new Noting()).build();

  @Test
  @Contract("TAP-04")
  void an_idle_tap_is_not_asked_about_an_event_that_nobody_wants() {
    assertThat(bus.emit(a())).isEqualTo(EmitResult.done(0));
    assertThat(bus.isEnabled(A)).isFalse();
    assertThat(calls).isEmpty();
  }

  @Test
  @Contract("TAP-04")
  void a_tap_hears_again_once_it_is_no_longer_idle() {
    idle = false;
    bus.emit(a());

    assertThat(bus.isEnabled(A)).isTrue();
    assertThat(calls).containsExactly("asked", "heard", "asked");
  }

  @Test
  @Contract("TAP-04")
  void an_idle_tap_keeps_no_other_one_from_hearing() {
    List<DomainEvent> heard = new ArrayList<>();
    EventBus both = EventBus.builder().tap(new Noting()).tap(heard::add).build();
    DomainEvent event = a();
    both.emit(event);

    assertThat(heard).containsExactly(event);
  }

  @Test
  @Contract("TAP-04")
  void a_handler_hears_what_an_idle_tap_does_not() {
    List<DomainEvent> heard = new ArrayList<>();
    bus.subscribe(A, heard::add);
    DomainEvent event = a();
    bus.emit(event);

    assertThat(heard).containsExactly(event);
    assertThat(calls).containsExactly("asked");
  }

  @Test
  @Contract("TAP-04")
  void a_tap_that_throws_when_asked_whether_it_is_idle_is_not() {
    List<DomainEvent> heard = new ArrayList<>();
    EventBus tapped =
        EventBus.builder()
            .tap(
                new EventTap() {
                  @Override
                  public void onEvent(DomainEvent event) {
                    heard.add(event);
                  }

                  @Override
                  public boolean isIdle(EventKind kind) {
                    throw new LinkageError("thrown on purpose");
                  }
                })
            .build();
    tapped.emit(a());

    assertThat(tapped.isEnabled(A)).isTrue();
    assertThat(heard).hasSize(1);
  }

  @Test
  @Contract({"TAP-04", "FLT-04"})
  void a_fatal_error_from_asking_a_tap_whether_it_is_idle_surfaces() {
    InternalError fatal = new InternalError("thrown on purpose");
    List<DomainEvent> heard = new ArrayList<>();
    EventBus tapped =
        EventBus.builder()
            .tap(
                new EventTap() {
                  @Override
                  public void onEvent(DomainEvent event) {
                    heard.add(event);
                  }

                  @Override
                  public boolean isIdle(EventKind kind) {
                    throw fatal;
                  }
                })
            .build();

    assertThatThrownBy(() -> tapped.emit(a())).isSameAs(fatal);
    assertThatThrownBy(() -> tapped.isEnabled(A)).isSameAs(fatal);
    assertThat(heard).hasSize(1);
  }
}
