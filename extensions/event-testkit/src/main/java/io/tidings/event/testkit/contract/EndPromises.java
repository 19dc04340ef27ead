package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.TestKind.A;
import static io.tidings.event.testkit.contract.TestKind.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import io.tidings.event.Subscription;
import io.tidings.event.spi.EventTap;
import io.tidings.event.testkit.internal.LogCapture;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Closing and flushing of a bus. */
interface EndPromises extends Promises {

  @Test
  @Contract("END-01")
  default void closed_bus_delivers_nothing_and_warns_once(Workbench bench) {
    EventBus bus = bench.bus(bench.notes.tap("tap"));
    Subscription subscription = bus.subscribe(A, bench.notes.handler("handler"));
    LogCapture log = bench.log();

    bus.close();
    bus.close();

    assertThat(bus.emit(A.event())).isEqualTo(EmitResult.closed());
    assertThat(bus.emit(A.event())).isEqualTo(EmitResult.closed());
    assertThatIllegalStateException().isThrownBy(() -> bus.subscribe(A, event -> {}));
    assertThat(subscription.isActive()).isFalse();
    assertThat(bench.notes.lines()).isEmpty();
    assertThat(log.warnings()).hasSize(1);
  }

  @Test
  @Contract("END-02")
  default void emit_in_progress_reaches_all_when_the_bus_is_closed(Workbench bench) {
    EventBus[] bus = new EventBus[1];
    bus[0] =
        bench.bus(
            bench.notes.tap(
                "one",
                event -> {
                  bus[0].close();
                }),
            bench.notes.tap("two"));
    bus[0].subscribe(A, bench.notes.handler("handler"));

    EmitResult result = bus[0].emit(A.event());

    assertThat(result).isEqualTo(EmitResult.done(1));
    assertThat(bench.notes.lines()).containsExactly("one a", "two a", "handler a");
  }

  @Test
  @Contract("END-02")
  default void close_does_not_wait_for_a_running_handler(Workbench bench) {
    EventBus bus = bench.bus();
    bus.subscribe(
        A,
        event ->
            bench.notes.add(
                Workbench.elsewhere(
                    () -> {
                      bus.close();
                      return "closed";
                    })));
    bus.subscribe(A, bench.notes.handler("next"));

    bus.emit(A.event());

    assertThat(bench.notes.lines()).containsExactly("closed", "next a");
  }

  @Test
  @Contract("END-03")
  default void taps_are_closed_once_in_order_after_pending_deliveries(Workbench bench) {
    EventBus bus =
        bench.bus(new LifecycleTap(bench.notes, "one"), new LifecycleTap(bench.notes, "two"));
    bus.subscribe(
        A,
        event -> {
          bus.emit(B.event());
          bus.close();
        });
    bus.subscribe(B, bench.notes.handler("handler"));

    bus.emit(A.event());
    bus.close();

    assertThat(bench.notes.lines())
        .containsExactly(
            "one a", "two a", "one b", "two b", "handler b", "one closed", "two closed");
  }

  @Test
  @Contract("END-04")
  default void flush_returns_whether_all_taps_in_order_are_flushed(Workbench bench) {
    LifecycleTap one = new LifecycleTap(bench.notes, "one");
    LifecycleTap two = new LifecycleTap(bench.notes, "two");
    EventBus bus = bench.bus(one, two);

    assertThat(bus.flush(Duration.ofMinutes(1))).isTrue();
    one.setIncomplete();
    assertThat(bus.flush(Duration.ofMinutes(1))).isFalse();
    assertThat(bench.notes.lines())
        .containsExactly("one flushed", "two flushed", "one flushed", "two flushed");
    assertThat(two.timeouts()).allMatch(left -> left.compareTo(Duration.ofMinutes(1)) <= 0);
    bus.close();

    assertThat(bus.flush(Duration.ofMinutes(1))).isFalse();
  }

  @Test
  @Contract("END-05")
  default void flush_inside_a_listener_of_the_bus_is_rejected(Workbench bench) {
    EventBus[] bus = new EventBus[1];
    EventBus other = bench.bus();
    EventHandler flushes =
        event -> {
          assertThatIllegalStateException().isThrownBy(() -> bus[0].flush(Duration.ZERO));
          bench.notes.add("refused");
          assertThat(other.flush(Duration.ZERO)).isTrue();
        };
    bus[0] = bench.bus(flushes::handle);
    bus[0].subscribe(A, flushes);

    bus[0].emit(A.event());

    assertThat(bench.failures.lines()).isEmpty();
    assertThat(bench.notes.lines()).containsExactly("refused", "refused");
  }

  @Test
  @Contract("END-05")
  default void flush_while_the_bus_flushes_or_closes_is_rejected(Workbench bench) {
    EventBus[] bus = new EventBus[1];
    bus[0] =
        bench.bus(
            new EventTap() {
              @Override
              public void onEvent(DomainEvent event) {}

              @Override
              public boolean flush(Duration timeout) {
                return close(timeout);
              }

              @Override
              public boolean close(Duration timeout) {
                assertThatIllegalStateException().isThrownBy(() -> bus[0].flush(timeout));
                bench.notes.add("refused");
                return true;
              }
            });

    assertThat(bus[0].flush(Duration.ZERO)).isTrue();
    bus[0].close();

    assertThat(bench.failures.lines()).isEmpty();
    assertThat(bench.notes.lines()).containsExactly("refused", "refused");
  }
}
