package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.TestKind.A;
import static io.tidings.event.testkit.contract.TestKind.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.EventBus;
import org.junit.jupiter.api.Test;

/** Treatment of fatal errors. */
interface FatalPromises extends Promises {

  @Test
  @Contract("BUS-10")
  default void fatal_error_surfaces(Workbench bench) {
    EventBus bus = bench.bus();
    InternalError fatal = new InternalError("on purpose");
    bus.subscribe(
        A,
        event -> {
          throw fatal;
        });

    assertThatThrownBy(() -> bus.emit(A.event())).isSameAs(fatal);
  }

  @Test
  @Contract("FLT-04")
  default void fatal_errors_surface_last_and_as_one(Workbench bench) {
    Error first = new OutOfMemoryError("first");
    Error second = new InternalError("second");
    EventBus outer = bench.bus();
    EventBus bus = bench.bus();
    outer.subscribe(
        A,
        event -> {
          bus.emit(A.event());
          bench.notes.add("continued");
        });
    bus.subscribe(
        A,
        event -> {
          throw first;
        });
    bus.subscribe(A, event -> bus.emit(B.event()));
    bus.subscribe(
        A,
        event -> {
          throw second;
        });
    bus.subscribe(B, bench.notes.handler("queued"));

    assertThatThrownBy(() -> outer.emit(A.event())).isSameAs(first).hasSuppressedException(second);

    assertThat(bench.notes.lines()).containsExactly("queued b", "continued");
  }
}
