package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.TestKind.A;
import static io.tidings.event.testkit.contract.TestKind.B;
import static io.tidings.event.testkit.contract.TestKind.C;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DispatchOrder;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import io.tidings.event.spi.EventTap;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Order of events emitted by listeners. */
interface OrderPromises extends Promises {

  private static EventHandler emits(EventBus bus, TestKind... kinds) {
    return event -> {
      for (TestKind kind : kinds) {
        bus.emit(kind.event());
      }
    };
  }

  @Test
  @Contract("ORD-01")
  default void queued_events_follow_the_current_one_in_order(Workbench bench) {
    EventBus bus = bench.bus();
    bus.subscribe(A, bench.notes.handler("first", emits(bus, B, C)));
    bus.subscribe(A, bench.notes.handler("second"));
    bus.subscribe(B, bench.notes.handler("first"));
    bus.subscribe(C, bench.notes.handler("first"));

    bus.emit(A.event());

    assertThat(bench.notes.lines()).containsExactly("first a", "second a", "first b", "first c");
  }

  @Test
  @Contract("ORD-01")
  default void taps_receive_a_queued_event_at_once(Workbench bench) {
    EventBus bus = bench.bus(bench.notes.tap("tap"));
    bus.subscribe(A, bench.notes.handler("first", emits(bus, B)));
    bus.subscribe(A, bench.notes.handler("second"));
    bus.subscribe(B, bench.notes.handler("first"));

    bus.emit(A.event());

    assertThat(bench.notes.lines())
        .containsExactly("tap a", "first a", "tap b", "second a", "first b");
  }

  @Test
  @Contract("ORD-02")
  default void immediate_events_nest_at_most_64_deep(Workbench bench) {
    EventBus bus = bench.bus(DispatchOrder.IMMEDIATE);
    List<EmitResult> results = new ArrayList<>();
    bus.subscribe(B, bench.notes.handler("inside"));
    bus.subscribe(C, bench.notes.handler("first", emits(bus, B)));
    bus.subscribe(C, bench.notes.handler("second"));
    bus.subscribe(
        A,
        event -> {
          if (results.size() < 100) {
            results.add(EmitResult.deferred());
            results.set(results.size() - 1, bus.emit(A.event()));
          }
        });

    bus.emit(C.event());
    bus.emit(A.event());

    assertThat(bench.notes.lines()).containsExactly("first c", "inside b", "second c");
    assertThat(results).hasSize(64).containsOnlyOnce(EmitResult.rejected());
  }

  @Test
  @Contract("ORD-03")
  default void forbid_rejects_events_emitted_by_listeners(Workbench bench) {
    EventBus[] bus = new EventBus[1];
    List<EmitResult> results = new ArrayList<>();
    EventTap tap = event -> results.add(bus[0].emit(B.event()));
    bus[0] = bench.bus(bench.setup().withOrder(DispatchOrder.FORBID).withTaps(tap));
    bus[0].subscribe(A, event -> results.add(bus[0].emit(B.event())));
    bus[0].subscribe(B, bench.notes.handler("never"));

    bus[0].emit(A.event());

    assertThat(results).hasSize(2).containsOnly(EmitResult.rejected());
    assertThat(bench.notes.lines()).isEmpty();
  }

  @Test
  @Contract("ORD-04")
  default void event_emitted_by_a_tap_is_deferred_as_a_whole(Workbench bench) {
    EventBus[] bus = new EventBus[1];
    EventTap emitting =
        bench.notes.tap(
            "one",
            event -> {
              if (event.is(A)) {
                bus[0].emit(B.event());
              }
            });
    bus[0] = bench.bus(emitting, bench.notes.tap("two"));
    bus[0].subscribe(A, bench.notes.handler("handler"));
    bus[0].subscribe(B, bench.notes.handler("handler"));

    bus[0].emit(A.event());

    assertThat(bench.notes.lines())
        .containsExactly("one a", "two a", "one b", "two b", "handler a", "handler b");
  }

  @Test
  @Contract("ORD-06")
  default void no_event_is_pending_after_an_emit_with_a_failure(Workbench bench) {
    EventBus bus = bench.bus();
    bus.subscribe(
        A,
        event -> {
          bus.emit(B.event());
          throw new IllegalStateException("on purpose");
        });
    bus.subscribe(B, bench.notes.handler("handler"));
    bus.emit(A.event());
    assertThat(bench.notes.lines()).containsExactly("handler b");

    bus.emit(C.event());

    assertThat(bench.notes.lines()).containsExactly("handler b");
  }

  @Test
  @Contract("ORD-07")
  default void emit_on_another_bus_is_not_nested(Workbench bench) {
    EventBus one = bench.bus();
    EventBus two = bench.bus();
    one.subscribe(A, bench.notes.handler("one", emits(two, B)));
    one.subscribe(A, bench.notes.handler("one again"));
    two.subscribe(B, bench.notes.handler("two"));

    one.emit(A.event());

    assertThat(bench.notes.lines()).containsExactly("one a", "two b", "one again a");
  }
}
