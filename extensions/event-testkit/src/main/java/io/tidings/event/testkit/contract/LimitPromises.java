package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.TestKind.A;
import static io.tidings.event.testkit.contract.TestKind.B;
import static io.tidings.event.testkit.contract.TestKind.C;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DispatchOrder;
import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.testkit.internal.LogCapture;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Limits that stop runaway chains of events. */
interface LimitPromises extends Promises {

  /** A bound above every limit, so that the test ends on a bus without limits. */
  int TOO_DEEP = DispatchOrder.MAX_CAUSAL_DEPTH + 50;

  @Test
  @Contract("ORD-05")
  default void causal_chain_is_rejected_beyond_256_before_any_tap(Workbench bench) {
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
  default void events_beyond_ten_thousand_pending_are_rejected(Workbench bench) {
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
  @Contract("ORD-08")
  default void events_beyond_100000_of_one_emit_are_rejected(Workbench bench) {
    AtomicInteger tapped = new AtomicInteger();
    AtomicInteger handled = new AtomicInteger();
    AtomicInteger left = new AtomicInteger(DispatchOrder.MAX_EVENTS + 3);
    EventBus bus = bench.bus(event -> tapped.incrementAndGet());
    DomainEvent link = A.event();
    DomainEvent leaf = C.event();
    bus.subscribe(C, event -> handled.incrementAndGet());
    bus.subscribe(
        A,
        event -> {
          handled.incrementAndGet();
          for (int i = 0; i < DispatchOrder.MAX_PENDING / 2 && left.getAndDecrement() > 0; i++) {
            bus.emit(leaf);
          }
          if (left.getAndDecrement() > 0) {
            bus.emit(link);
          }
        });

    bus.emit(link);

    assertThat(handled).hasValue(DispatchOrder.MAX_EVENTS);
    assertThat(tapped).hasValue(DispatchOrder.MAX_EVENTS);
    bus.emit(leaf);
    assertThat(handled).hasValue(DispatchOrder.MAX_EVENTS + 1);
  }

  @Test
  @Contract("ORD-05")
  default void rejections_inside_the_failure_listener_are_not_reported(Workbench bench) {
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
