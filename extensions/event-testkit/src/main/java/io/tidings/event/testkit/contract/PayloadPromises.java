package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.TestKind.A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.PayloadKind;
import io.tidings.event.testkit.internal.Absent;
import org.junit.jupiter.api.Test;

/** Records as payloads of events. */
interface PayloadPromises extends Promises {

  /** A payload of two components. */
  record Placed(String orderId, int lines) {}

  /** Returns a kind with the id of {@link TestKind#A}. */
  private static PayloadKind<Placed> placed() {
    return PayloadKind.of(A, Placed.class);
  }

  @Test
  @Contract("PAY-01")
  default void typed_emit_reaches_typed_and_untyped_handlers(Workbench bench) {
    EventBus bus = bench.bus();
    bus.subscribe(placed(), (order, event) -> bench.notes.add(order.orderId() + event.is(A)));
    bus.subscribe(A, event -> bench.notes.add(event.details()));

    EmitResult result = bus.emit(placed(), new Placed("o-1", 3));

    assertThat(result.delivered()).isEqualTo(2);
    assertThat(bench.notes.lines()).containsExactly("o-1true", "{order_id=o-1, lines=3}");
    assertThatNullPointerException().isThrownBy(() -> bus.emit(placed(), Absent.absent()));
  }

  @Test
  @Contract("PAY-02")
  default void handlers_receive_the_emitted_instance(Workbench bench) {
    EventBus bus = bench.bus();
    Placed payload = new Placed("o-1", 3);
    bus.subscribe(placed(), (order, event) -> bench.notes.add(order == payload));
    bus.subscribe(A, event -> bench.notes.add(event.payload(placed()) == payload));

    bus.emit(bus.events().builder(placed(), payload).build());

    assertThat(bench.notes.lines()).containsExactly("true", "true");
  }

  @Test
  @Contract("PAY-09")
  default void details_that_are_no_payload_fail_the_typed_handler_alone(Workbench bench) {
    EventBus bus = bench.bus();
    bus.subscribe(placed(), (order, event) -> bench.notes.add("never"));
    bus.subscribe(A, bench.notes.handler("untyped"));

    bus.emit(bus.events().builder(A).detail("lines", "many").build());

    assertThat(bench.notes.lines()).containsExactly("untyped a");
  }
}
