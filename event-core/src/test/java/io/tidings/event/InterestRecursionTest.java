package io.tidings.event;

import static io.tidings.event.Kinds.A;
import static io.tidings.event.Kinds.a;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.spi.EventTap;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Taps whose interest emits on the bus that asks for it, without end. */
@Contract({"CTX-06", "TAP-03"})
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class InterestRecursionTest {

  private final EventBus[] bus = new EventBus[1];

  private EventTap recursive(boolean interested, Consumer<EventBus> emits) {
    return new EventTap() {
      @Override
      public void onEvent(DomainEvent event) {}

      @Override
      public boolean isInterested(EventKind kind) {
        emits.accept(bus[0]);
        return interested;
      }
    };
  }

  /** Emits on a small stack, so that the recursion is short. */
  private void endsIdle() {
    List<Object> results = new ArrayList<>();
    Runnable emits =
        () -> {
          bus[0].emit(a());
          bus[0].isEnabled(A);
          results.add(ThreadState.active() == null);
          bus[0].subscribe(A, event -> {});
          results.add(bus[0].emit(a()).delivered());
        };
    Thread small = new Thread(null, emits, "small stack", 256 * 1024);
    small.setDaemon(true);
    small.setUncaughtExceptionHandler((thread, failure) -> results.add(failure));
    small.start();
    try {
      small.join();
    } catch (InterruptedException interrupt) {
      throw new AssertionError(interrupt);
    }

    assertThat(results).containsExactly(true, 1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void interest_that_always_emits_ends(boolean interested) {
    DomainEvent event = a();
    bus[0] =
        EventBus.builder()
            .failureListener(new RecordedFailures())
            .tap(recursive(interested, on -> on.emit(event)))
            .build();

    endsIdle();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void interest_that_always_emits_through_an_emitter_ends(boolean interested) {
    bus[0] =
        EventBus.builder()
            .failureListener(new RecordedFailures())
            .tap(recursive(interested, on -> EventEmitter.of(on).emit(A)))
            .build();

    endsIdle();
  }

  @Test
  void two_taps_that_always_emit_end() {
    DomainEvent event = a();
    bus[0] =
        EventBus.builder()
            .failureListener(new RecordedFailures())
            .tap(recursive(true, on -> on.emit(event)))
            .tap(recursive(true, on -> on.emit(event)))
            .build();

    endsIdle();
  }
}
