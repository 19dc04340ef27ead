package io.tidings.event;

import static io.tidings.event.Kinds.A;
import static io.tidings.event.Kinds.B;
import static io.tidings.event.Kinds.a;
import static io.tidings.event.Kinds.b;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

@Contract({"BUS-10", "FLT-04"})
class FatalErrorTest {

  private final RecordedFailures notes = new RecordedFailures();
  private final RecordedEvents heard = new RecordedEvents();
  private final EventBus bus = EventBus.builder().failureListener(notes).build();
  private final Error first = new OutOfMemoryError("first");
  private final Error second = new InternalError("second");

  @Test
  void a_fatal_error_surfaces_after_the_other_handlers() {
    bus.subscribe(A, event -> Sneaky.throwIt(first));
    bus.subscribe(A, heard.handler("next"));

    assertThatThrownBy(() -> bus.emit(a())).isSameAs(first);

    assertThat(heard.lines()).containsExactly("next a");
    assertThat(notes.lines()).singleElement().asString().contains("OutOfMemoryError");
    assertThat(ThreadState.active()).isNull();
  }

  @Test
  void two_fatal_errors_in_one_cascade_surface_as_one_after_the_queue_is_done() {
    bus.subscribe(
        A,
        event -> {
          assertThat(bus.emit(b())).isEqualTo(EmitResult.deferred());
          throw first;
        });
    bus.subscribe(B, event -> Sneaky.throwIt(second));
    bus.subscribe(B, heard.handler("last"));

    assertThatThrownBy(() -> bus.emit(a())).isSameAs(first).hasSuppressedException(second);

    assertThat(heard.lines()).containsExactly("last b");
  }

  @Test
  void the_same_error_thrown_twice_surfaces_once() {
    bus.subscribe(A, event -> Sneaky.throwIt(first));
    bus.subscribe(A, event -> Sneaky.throwIt(first));

    Throwable thrown = catchThrowable(() -> bus.emit(a()));

    assertThat(thrown).isSameAs(first).hasNoSuppressedExceptions();
  }

  @Test
  void it_surfaces_from_the_outermost_emit_of_the_thread_whichever_bus_that_is_on() {
    EventBus outer = EventBus.create();
    List<EmitResult> results = new ArrayList<>();
    bus.subscribe(B, event -> Sneaky.throwIt(first));
    outer.subscribe(
        A,
        event -> {
          results.add(bus.emit(b()));
          heard.add("goes on");
        });
    outer.subscribe(A, heard.handler("next"));

    assertThatThrownBy(() -> outer.emit(a())).isSameAs(first);

    assertThat(heard.lines()).containsExactly("goes on", "next a");
    assertThat(results).singleElement().extracting(EmitResult::failed).isEqualTo(1);
  }

  @Test
  void taps_predicates_and_listeners_are_no_exception() {
    EventBus tapped =
        EventBus.builder()
            .tap(event -> Sneaky.throwIt(first))
            .failureListener(
                new RecordedFailures() {
                  @Override
                  public void selectorFailed(
                      DomainEvent event, Subscription subscription, Throwable failure) {
                    throw second;
                  }
                })
            .build();
    tapped.subscribe(
        EventSelector.kind(A)
            .where(
                event -> {
                  throw new IllegalStateException();
                }),
        heard.handler("never"));
    tapped.subscribe(A, heard.handler("next"));

    assertThatThrownBy(() -> tapped.emit(a())).isSameAs(first).hasSuppressedException(second);

    assertThat(heard.lines()).containsExactly("next a");
  }

  @Test
  void it_passes_through_an_emitter() {
    bus.subscribe(A, event -> Sneaky.throwIt(first));

    assertThatThrownBy(() -> EventEmitter.of(bus).emit(A)).isSameAs(first);
  }

  @Test
  void an_error_that_cannot_tell_its_message_still_surfaces() {
    Error closed = new Mute();
    bus.subscribe(A, event -> Sneaky.throwIt(closed));
    bus.subscribe(A, event -> Sneaky.throwIt(second));

    Throwable thrown = catchThrowable(() -> bus.emit(a()));

    assertThat(thrown == closed).isTrue();
  }

  @Test
  void the_next_emit_does_not_throw_it_again() {
    bus.subscribe(A, event -> Sneaky.throwIt(first));
    bus.subscribe(B, heard.handler("handler"));
    assertThatThrownBy(() -> bus.emit(a())).isSameAs(first);

    assertThat(bus.emit(b())).isEqualTo(EmitResult.done(1));
  }

  private static final class Mute extends VirtualMachineError {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("no message");
    }
  }

  @Test
  @Contract("FLT-03")
  void a_handler_without_end_that_emits_on_another_bus_overflows_its_own_emit_alone() {
    EventBus other = EventBus.builder().failureListener(notes).build();
    other.subscribe(B, event -> {});
    bus.subscribe(A, event -> emitWithoutEnd(other, b()));
    bus.subscribe(A, heard.handler("next"));

    for (int i = 0; i < 100; i++) {
      assertThat(bus.emit(a()).delivered()).isEqualTo(1);
    }

    assertThat(heard.lines()).hasSize(100);
  }

  /** Goes on for as long as the other bus is open, which is until the stack ends. */
  private static int emitWithoutEnd(EventBus to, DomainEvent event) {
    return to.emit(event).status() == EmitResult.Status.CLOSED ? 0 : 1 + emitWithoutEnd(to, event);
  }
}
