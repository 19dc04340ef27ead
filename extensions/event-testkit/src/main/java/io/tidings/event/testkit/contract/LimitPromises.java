package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.Letter.A;
import static io.tidings.event.testkit.contract.Letter.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DispatchOrder;
import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Where an event that leads to itself for ever is stopped. */
interface LimitPromises extends Promises {

  /** More than any limit allows, but an end: a bus without limits must not run for ever. */
  int TOO_DEEP = DispatchOrder.MAX_CAUSAL_DEPTH + 50;

  @Test
  @Contract("ORD-05")
  default void a_chain_of_causes_is_cut_at_256_before_any_tap_hears_more(Workbench bench) {
    AtomicInteger tapped = new AtomicInteger();
    AtomicInteger handled = new AtomicInteger();
    EventBus bus = bench.bus(event -> tapped.incrementAndGet());
    bus.subscribe(A, event -> answer(bus, handled));
    LogCapture log = bench.log();

    bus.emit(A.event());

    assertThat(handled).hasValue(DispatchOrder.MAX_CAUSAL_DEPTH);
    assertThat(tapped).hasValue(DispatchOrder.MAX_CAUSAL_DEPTH);
    assertThat(bench.failures.lines()).singleElement().asString().startsWith("refused a ");
    assertThat(log.warnings()).singleElement().asString().contains("a < a < a");
    assertThat(Pattern.compile(" < ").matcher(log.warnings().get(0)).results().count())
        .isEqualTo(19);
  }

  private static void answer(EventBus bus, AtomicInteger handled) {
    if (handled.incrementAndGet() < TOO_DEEP) {
      bus.emit(A.event());
    }
  }

  @Test
  @Contract("ORD-05")
  default void ten_thousand_events_may_wait_and_no_more(Workbench bench) {
    AtomicInteger handled = new AtomicInteger();
    List<EmitResult> refused = new ArrayList<>();
    EventBus bus = bench.bus();
    bus.subscribe(
        A,
        event -> {
          for (int i = 0; i < DispatchOrder.MAX_PENDING + 2; i++) {
            EmitResult result = bus.emit(B.event());
            if (result.status() == EmitResult.Status.REJECTED) {
              refused.add(result);
            }
          }
        });
    bus.subscribe(B, event -> handled.incrementAndGet());
    LogCapture log = bench.log();

    bus.emit(A.event());

    assertThat(handled).hasValue(DispatchOrder.MAX_PENDING);
    assertThat(refused).hasSize(2);
    assertThat(bench.failures.lines()).hasSize(2).allMatch(line -> line.startsWith("refused b "));
    assertThat(log.warnings()).hasSize(1);
  }

  @Test
  @Contract("ORD-05")
  default void a_listener_that_emits_when_told_of_a_refusal_hears_of_no_other(Workbench bench) {
    EventBus[] bus = new EventBus[1];
    AtomicInteger handled = new AtomicInteger();
    List<EmitResult> results = new ArrayList<>();
    FailureNotes loud =
        new FailureNotes() {
          @Override
          public void rejected(DomainEvent event, String reason) {
            results.add(bus[0].emit(A.event()));
          }
        };
    bus[0] = bench.bus(bench.setup().withFailureListener(loud));
    bus[0].subscribe(A, event -> answer(bus[0], handled));

    bus[0].emit(A.event());

    assertThat(results).containsExactly(EmitResult.rejected());
  }
}
