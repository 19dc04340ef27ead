package io.tidings.event;

import static io.tidings.event.Kinds.A;
import static io.tidings.event.Kinds.B;
import static io.tidings.event.Kinds.a;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an emit leaves behind on its thread, seen from inside. */
@Contract("CTX-03")
class ThreadStateTest {

  private final EventBus bus = EventBus.create();

  @Test
  void the_frame_of_an_emit_is_emptied_at_its_end() {
    List<Frame> used = new ArrayList<>();
    bus.subscribe(
        A,
        event -> {
          used.add(ThreadState.acquire().frameOf(bus));
          bus.emit(DomainEvent.of(B));
        });
    bus.subscribe(B, event -> {});

    bus.emit(a());

    Frame frame = used.get(0);
    assertThat(frame.active).isFalse();
    assertThat(frame.isFor(bus)).isFalse();
    assertThat(frame.nextForTaps()).isNull();
    assertThat(frame.nextPending()).isNull();
    assertThat(catchThrowable(frame.first::event)).isInstanceOf(NullPointerException.class);
    assertThat(frame.first.handlers()).isEmpty();
  }

  @Test
  void frames_are_used_again() {
    List<Frame> used = new ArrayList<>();
    bus.subscribe(A, event -> used.add(ThreadState.acquire().frameOf(bus)));

    ThreadState held = ThreadState.acquire();
    bus.emit(a());
    bus.emit(a());

    assertThat(used).hasSize(2);
    assertThat(used.get(0)).isSameAs(used.get(1));
    assertThat(ThreadState.acquire()).isSameAs(held);
    assertThat(ThreadState.active()).isNull();
  }

  @Test
  void an_emit_that_has_no_room_on_the_stack_leaves_the_thread_idle() {
    bus.subscribe(A, event -> {});
    DomainEvent event = a();
    bus.emit(event);
    List<Throwable> thrown = new ArrayList<>();

    Throwable deepest = catchThrowable(() -> emitAtEveryDepth(event, thrown, 0));

    assertThat(deepest).isNull();
    assertThat(thrown).as("emits that failed for want of room").isNotEmpty();
    assertThat(ThreadState.active()).isNull();
    assertThat(EventScope.current().isNone()).isTrue();
    assertThat(bus.emit(a())).isEqualTo(EmitResult.done(1));
  }

  /** Goes down as far as the stack does, and emits on the way up until there is room again. */
  private int emitAtEveryDepth(DomainEvent event, List<Throwable> thrown, int depth) {
    int emits;
    try {
      emits = depth < Integer.MAX_VALUE ? emitAtEveryDepth(event, thrown, depth + 1) : 0;
    } catch (StackOverflowError bottom) {
      emits = 400;
    }
    if (emits > 0) {
      try {
        bus.emit(event);
      } catch (StackOverflowError noRoom) {
        thrown.add(noRoom);
      }
    }
    return emits - 1;
  }
}
