package io.tidings.event;

import static io.tidings.event.Kinds.A;
import static io.tidings.event.Kinds.B;
import static io.tidings.event.Kinds.C;
import static io.tidings.event.Kinds.a;
import static io.tidings.event.Kinds.b;
import static io.tidings.event.Kinds.c;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ImmediateOrderTest {

  private final RecordedEvents heard = new RecordedEvents();

  @Test
  @Contract("ORD-02")
  void an_event_emitted_by_a_handler_is_handled_inside_it() {
    EventBus bus = EventBus.builder().order(DispatchOrder.IMMEDIATE).build();
    List<EmitResult> results = new ArrayList<>();
    bus.subscribe(
        A,
        event -> {
          heard.add("before");
          results.add(bus.emit(b()));
          heard.add("after");
        });
    bus.subscribe(EventSelector.all(), heard.handler("second"));

    bus.emit(a());

    assertThat(heard.lines()).containsExactly("before", "second b", "after", "second a");
    assertThat(results).containsExactly(EmitResult.done(1));
  }

  @Test
  @Contract("ORD-04")
  void what_taps_emit_still_waits_for_the_handlers_of_its_cause() {
    EventBus[] bus = new EventBus[1];
    bus[0] =
        EventBus.builder()
            .order(DispatchOrder.IMMEDIATE)
            .tap(
                heard.tap(
                    "tap",
                    event -> {
                      if (event.is(A)) {
                        bus[0].emit(b());
                      }
                    }))
            .build();
    bus[0].subscribe(A, heard.handler("nests", event -> bus[0].emit(c())));
    bus[0].subscribe(EventSelector.all(), heard.handler("all"));

    bus[0].emit(a());

    assertThat(heard.lines())
        .containsExactly("tap a", "tap b", "nests a", "tap c", "all c", "all a", "all b");
  }

  @Test
  @Contract("ORD-04")
  void what_taps_emit_about_a_nested_event_is_handled_right_after_that_one() {
    EventBus[] bus = new EventBus[1];
    bus[0] =
        EventBus.builder()
            .order(DispatchOrder.IMMEDIATE)
            .tap(
                event -> {
                  if (event.is(B)) {
                    bus[0].emit(c());
                  }
                })
            .build();
    bus[0].subscribe(A, heard.handler("nests", event -> bus[0].emit(b())));
    bus[0].subscribe(EventSelector.all(), heard.handler("all"));

    bus[0].emit(a());

    assertThat(heard.lines()).containsExactly("nests a", "all b", "all c", "all a");
  }

  @Test
  @Contract({"ORD-02", "ORD-05", "ORD-06"})
  void on_a_small_stack_64_events_run_and_the_rest_of_10000_is_refused() throws Exception {
    RejectionCount refusals = new RejectionCount();
    EventBus bus =
        EventBus.builder().order(DispatchOrder.IMMEDIATE).failureListener(refusals).build();
    AtomicInteger attempts = new AtomicInteger();
    AtomicInteger runs = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    bus.subscribe(
        A,
        event -> {
          runs.incrementAndGet();
          while (attempts.incrementAndGet() <= 10_000) {
            if (bus.emit(a()).status() == EmitResult.Status.REJECTED) {
              refused.incrementAndGet();
            }
          }
        });
    bus.subscribe(C, heard.handler("next"));

    List<Throwable> thrown = new ArrayList<>();
    Thread small = new Thread(null, () -> bus.emit(a()), "small", 512 * 1024);
    small.setUncaughtExceptionHandler((thread, failure) -> thrown.add(failure));
    small.start();
    small.join();

    assertThat(thrown).isEmpty();
    assertThat(runs).hasValue(DispatchOrder.MAX_NESTING);
    assertThat(refused).hasValue(10_000 - (DispatchOrder.MAX_NESTING - 1));
    assertThat(refusals.count()).isEqualTo(refused.get());
    assertThat(bus.emit(c()).delivered()).isEqualTo(1);
  }

  @Test
  @Contract("ORD-03")
  void a_bus_that_forbids_nesting_refuses_what_handlers_and_taps_emit() {
    RejectionCount refusals = new RejectionCount();
    List<EmitResult> results = new ArrayList<>();
    EventBus[] bus = new EventBus[1];
    bus[0] =
        EventBus.builder()
            .order(DispatchOrder.FORBID)
            .failureListener(refusals)
            .tap(event -> results.add(bus[0].emit(b())))
            .build();
    bus[0].subscribe(A, event -> results.add(bus[0].emit(c())));
    bus[0].subscribe(EventSelector.kinds(B, C), heard.handler("never"));

    assertThat(bus[0].emit(a()).delivered()).isEqualTo(1);

    assertThat(results).containsExactly(EmitResult.rejected(), EmitResult.rejected());
    assertThat(refusals.count()).isEqualTo(2);
    assertThat(heard.lines()).isEmpty();
  }
}
