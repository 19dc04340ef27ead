package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.TestKind.A;
import static io.tidings.event.testkit.contract.TestKind.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventKind;
import io.tidings.event.spi.EventTap;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** Delivery of events to taps. */
interface TapPromises extends Promises {

  private static EventTap interested(Workbench bench, Predicate<EventKind> interest) {
    return new EventTap() {
      @Override
      public void onEvent(DomainEvent event) {
        bench.notes.add("tap " + event.kind().id());
      }

      @Override
      public boolean isInterested(EventKind kind) {
        return interest.test(kind);
      }
    };
  }

  @Test
  @Contract("TAP-01")
  default void taps_run_in_order_before_handlers_on_this_thread(Workbench bench) {
    List<Thread> threads = new ArrayList<>();
    EventBus bus =
        bench.bus(
            bench.notes.tap("one", event -> threads.add(Thread.currentThread())),
            bench.notes.tap("two"),
            bench.notes.tap("three"));
    bus.subscribe(A, bench.notes.handler("handler"));

    bus.emit(A.event());

    assertThat(bench.notes.lines()).containsExactly("one a", "two a", "three a", "handler a");
    assertThat(threads).containsExactly(Thread.currentThread());
  }

  @Test
  @Contract("TAP-02")
  default void tap_exception_is_contained(Workbench bench) {
    EventBus bus =
        bench.bus(
            event -> {
              throw new AssertionError("on purpose");
            },
            bench.notes.tap("next"));
    bus.subscribe(A, bench.notes.handler("handler"));

    assertThatCode(() -> bus.emit(A.event())).doesNotThrowAnyException();

    assertThat(bench.notes.lines()).containsExactly("next a", "handler a");
  }

  @Test
  @Contract("TAP-03")
  default void tap_receives_exactly_the_kinds_of_its_interest(Workbench bench) {
    EventBus bus = bench.bus(interested(bench, kind -> kind.id().equals("a")));

    assertThat(bus.isEnabled(A)).isTrue();
    bus.emit(A.event());
    bus.emit(B.event());

    assertThat(bench.notes.lines()).containsExactly("tap a");
  }

  @Test
  @Contract("TAP-03")
  default void tap_with_a_throwing_interest_counts_as_interested(Workbench bench) {
    Predicate<EventKind> throwing =
        kind -> {
          throw new IllegalStateException("on purpose");
        };
    EventBus bus = bench.bus(interested(bench, throwing));

    assertThat(bus.isEnabled(A)).isTrue();
    bus.emit(A.event());

    assertThat(bench.notes.lines()).containsExactly("tap a");
  }

  @Test
  @Contract("TAP-04")
  default void tap_receives_events_again_once_interested(Workbench bench) {
    AtomicBoolean interested = new AtomicBoolean();
    EventBus bus = bench.bus(interested(bench, kind -> interested.get()));
    bus.emit(A.event());
    interested.set(true);
    bus.emit(B.event());

    assertThat(bench.notes.lines()).endsWith("tap b");
  }
}
