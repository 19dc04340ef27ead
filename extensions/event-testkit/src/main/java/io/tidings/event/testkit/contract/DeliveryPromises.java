package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.TestKind.A;
import static io.tidings.event.testkit.contract.TestKind.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.tidings.event.DispatchOrder;
import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.Subscription;
import io.tidings.event.spi.ForwardingEventBus;
import io.tidings.event.testkit.internal.Absent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Delivery of events to handlers, and results of emits. */
interface DeliveryPromises extends Promises {

  @Test
  @Contract("BUS-01")
  default void forwarding_bus_behaves_like_its_delegate(Workbench bench) {
    EventBus bus = bench.bus();
    EventBus around =
        new ForwardingEventBus() {
          @Override
          protected EventBus delegate() {
            return bus;
          }
        };
    bus.subscribe(A, bench.notes.handler("inside"));
    Subscription subscription = around.subscribe(B, bench.notes.handler("around"));

    around.emit(A.event());
    bus.emit(B.event());
    around.flush(Duration.ZERO);

    assertThat(bench.notes.lines()).containsExactly("inside a", "around b");
    assertThat(subscription.isActive()).isTrue();
    assertThat(around.events()).isEqualTo(bus.events());
  }

  @Test
  @Contract("BUS-02")
  default void matching_handlers_are_called_once_in_order(Workbench bench) {
    EventBus bus = bench.bus();
    List<String> expected = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      bus.subscribe(A, bench.notes.handler("handler " + i));
      bus.subscribe(B, bench.notes.handler("other"));
      expected.add("handler " + i + " a");
    }

    bus.emit(A.event());

    assertThat(bench.notes.lines()).isEqualTo(expected);
  }

  @Test
  @Contract("BUS-02")
  default void handler_subscribed_twice_is_called_twice(Workbench bench) {
    EventBus bus = bench.bus();
    EventHandler handler = bench.notes.handler("handler");
    bus.subscribe(A, handler);
    bus.subscribe(A, handler);

    bus.emit(A.event());

    assertThat(bench.notes.lines()).containsExactly("handler a", "handler a");
  }

  @Test
  @Contract("BUS-03")
  default void event_without_a_listener_is_done_under_every_order(Workbench bench) {
    for (DispatchOrder order : DispatchOrder.values()) {
      List<EmitResult> results = new ArrayList<>();
      EventBus bus = bench.bus(order);
      results.add(bus.emit(A.event()));
      bus.subscribe(A, event -> results.add(bus.emit(B.event())));
      bus.emit(A.event());

      boolean enabled = order == DispatchOrder.FORBID && bus.isEnabled(B);
      EmitResult expected = enabled ? EmitResult.rejected() : EmitResult.done(0);
      assertThat(results).as("%s", order).containsExactly(EmitResult.done(0), expected);
      assertThat(bench.failures.lines()).as("%s", order).hasSize(enabled ? 1 : 0);
    }
  }

  @Test
  @Contract("BUS-04")
  default void null_argument_is_rejected_by_name(Workbench bench) {
    EventBus bus = bench.bus();
    EventSelector all = EventSelector.all();

    refused("event", () -> bus.emit(Absent.absent()));
    refused("kind", () -> bus.isEnabled(Absent.absent()));
    refused("timeout", () -> bus.flush(Absent.absent()));
    refused("handler", () -> bus.subscribe(A, Absent.<EventHandler>absent()));
    refused("selector", () -> bus.subscribe(Absent.<EventSelector>absent(), e -> {}));
    refused("options", () -> bus.subscribe(all, Absent.absent(), e -> {}));
  }

  private static void refused(String argument, Runnable call) {
    assertThatNullPointerException().isThrownBy(call::run).withMessageContaining(argument);
  }

  @Test
  @Contract("BUS-16")
  default void handler_of_all_receives_every_kind_in_order(Workbench bench) {
    EventBus bus = bench.bus();
    bus.subscribe(A, event -> bus.emit(DomainEvent.of(EventType.TOOL_ERRORED)));
    bus.subscribe(A, event -> bus.emit(B.event()));
    bus.subscribe(EventSelector.all(), bench.notes.handler("all"));

    bus.emit(A.event());
    bus.emit(DomainEvent.of(EventType.PLAN_APPLIED));

    assertThat(bench.notes.lines())
        .containsExactly("all a", "all tool.errored", "all b", "all plan.applied");
  }

  @Test
  @Contract("RES-01")
  default void result_counts_deliveries_and_failures(Workbench bench) {
    IllegalStateException bad = new IllegalStateException("handler");
    IllegalStateException worse = new IllegalStateException("tap");
    EventBus bus =
        bench.bus(
            event -> {
              throw worse;
            });
    bus.subscribe(A, event -> {});
    bus.subscribe(
        A,
        event -> {
          throw bad;
        });
    bus.subscribe(A, event -> {});

    assertThat(bus.emit(A.event()))
        .isEqualTo(new EmitResult(EmitResult.Status.DONE, 2, 0, 1, 1, List.of(worse, bad)));
  }

  @Test
  @Contract("RES-02")
  default void deferred_result_counts_no_handler(Workbench bench) {
    EventBus bus = bench.bus();
    List<EmitResult> results = new ArrayList<>();
    bus.subscribe(A, event -> results.add(bus.emit(B.event())));
    bus.subscribe(B, bench.notes.handler("handler"));

    EmitResult outer = bus.emit(A.event());

    assertThat(results).containsExactly(EmitResult.deferred());
    assertThat(outer).isEqualTo(EmitResult.done(1));
  }

  @Test
  @Contract("DEAD-01")
  default void event_without_a_handler_is_passed_to_that_of_unhandled_events(Workbench bench) {
    EventBus bus =
        bench.bus(
            bench
                .setup()
                .withTaps(bench.notes.tap("tap"))
                .withUnhandled(bench.notes.handler("unhandled")));
    bus.subscribe(A, bench.notes.handler("handler", event -> bus.emit(B.event())));
    bus.subscribe(A, bench.notes.handler("second"));
    bus.subscribe(EventSelector.kind(B).where(event -> false), bench.notes.handler("never"));

    bus.emit(A.event());
    assertThat(bus.emit(B.event())).isEqualTo(EmitResult.done(0));
    bus.close();
    bus.emit(B.event());

    assertThat(bench.notes.lines())
        .containsExactly(
            "tap a", "handler a", "tap b", "second a", "unhandled b", "tap b", "unhandled b");
  }

  @Test
  @Contract("DEAD-02")
  default void handler_of_unhandled_events_is_isolated_and_not_called_within_itself(
      Workbench bench) {
    EventBus[] own = new EventBus[1];
    own[0] =
        bench.bus(
            bench
                .setup()
                .withUnhandled(
                    bench.notes.handler(
                        "unhandled",
                        event -> {
                          own[0].emit(B.event());
                          throw new IllegalStateException("down");
                        })));

    assertThat(own[0].emit(A.event())).isEqualTo(EmitResult.done(0));

    assertThat(bench.notes.lines()).containsExactly("unhandled a");
    assertThat(bench.failures.lines()).hasSize(1);
  }
}
