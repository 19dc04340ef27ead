package io.tidings.event;

import static io.tidings.event.Kinds.A;
import static io.tidings.event.Kinds.B;
import static io.tidings.event.Kinds.C;
import static io.tidings.event.Kinds.D;
import static io.tidings.event.Kinds.a;
import static io.tidings.event.Kinds.b;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Detours over several buses, several generations of nested emits, and their limits. */
class ReentryTest {

  private final RecordedEvents heard = new RecordedEvents();
  private final RejectionCount refusals = new RejectionCount();

  private static EventKind numbered(String letter, int number) {
    return EventKind.of(letter + number);
  }

  @Test
  @Contract("ORD-05")
  void the_last_twenty_kinds_are_told_also_when_two_buses_take_turns() {
    EventBus one = EventBus.builder().failureListener(refusals).build();
    EventBus two = EventBus.builder().failureListener(refusals).build();
    AtomicInteger depth = new AtomicInteger(1);
    one.subscribe(
        EventSelector.all(),
        event -> two.emit(DomainEvent.of(numbered("b", depth.incrementAndGet()))));
    two.subscribe(
        EventSelector.all(),
        event -> one.emit(DomainEvent.of(numbered("a", depth.incrementAndGet()))));

    one.emit(DomainEvent.of(numbered("a", 1)));

    assertThat(refusals.reasons())
        .singleElement()
        .asString()
        .contains("a257 < b256 < a255 < b254")
        .endsWith("b238");
  }

  @Test
  @Contract({"ORD-05", "FLT-05"})
  void a_refusal_after_a_detour_over_another_bus_is_told_as_any_other() {
    EventBus one = EventBus.builder().failureListener(refusals).build();
    EventBus two = EventBus.create();
    List<EmitResult> refused = new ArrayList<>();
    one.subscribe(A, event -> two.emit(b()));
    two.subscribe(B, event -> one.emit(DomainEvent.of(C)));
    one.subscribe(
        C,
        event -> {
          for (int i = 0; i < 10_002; i++) {
            EmitResult result = one.emit(DomainEvent.of(D));
            if (result.status() == EmitResult.Status.REJECTED) {
              refused.add(result);
            }
          }
        });
    one.subscribe(D, event -> {});

    one.emit(a());

    assertThat(refused).hasSize(2);
    assertThat(refusals.count()).isEqualTo(2);
  }

  @Test
  @Contract("ORD-07")
  void a_bus_is_found_again_behind_two_others() {
    EventBus one = EventBus.create();
    EventBus two = EventBus.create();
    EventBus three = EventBus.create();
    List<EmitResult> results = new ArrayList<>();
    one.subscribe(A, event -> two.emit(a()));
    two.subscribe(A, event -> three.emit(a()));
    three.subscribe(A, event -> results.add(one.emit(b())));
    one.subscribe(B, heard.handler("late"));

    one.emit(a());

    assertThat(results).containsExactly(EmitResult.deferred());
    assertThat(heard.lines()).containsExactly("late b");
  }

  @Test
  @Contract("ORD-04")
  void what_taps_emit_about_what_taps_emitted_comes_after_it() {
    EventBus[] bus = new EventBus[1];
    bus[0] =
        EventBus.builder()
            .tap(
                heard.tap(
                    "one",
                    event -> {
                      if (event.is(A)) {
                        bus[0].emit(b());
                      } else if (event.is(B)) {
                        bus[0].emit(DomainEvent.of(C));
                      }
                    }))
            .tap(heard.tap("two"))
            .build();

    bus[0].emit(a());

    assertThat(heard.lines()).containsExactly("one a", "two a", "one b", "two b", "one c", "two c");
  }

  @Test
  @Contract("ORD-05")
  void what_waits_for_the_taps_counts_too() {
    EventBus[] bus = new EventBus[1];
    bus[0] =
        EventBus.builder()
            .failureListener(refusals)
            .tap(
                event -> {
                  for (int i = 0; event.is(A) && i < 10_003; i++) {
                    bus[0].emit(b());
                  }
                })
            .build();

    bus[0].emit(a());

    assertThat(refusals.count()).isEqualTo(3);
  }

  @Test
  @Contract({"ORD-02", "ORD-05"})
  void what_nested_emits_have_put_aside_counts_too() {
    EventBus[] bus = new EventBus[1];
    AtomicInteger waiting = new AtomicInteger();
    bus[0] =
        EventBus.builder()
            .order(DispatchOrder.IMMEDIATE)
            .failureListener(refusals)
            .tap(
                event -> {
                  for (int i = 0; !event.is(D) && i < 6_000; i++) {
                    EmitResult result = bus[0].emit(DomainEvent.of(D));
                    waiting.addAndGet(result.status() == EmitResult.Status.DEFERRED ? 1 : 0);
                  }
                })
            .build();
    bus[0].subscribe(A, event -> bus[0].emit(b()));
    bus[0].subscribe(EventSelector.kinds(B, D), event -> {});

    bus[0].emit(a());

    assertThat(waiting).hasValue(10_000);
    assertThat(refusals.count()).isEqualTo(2_000);
  }

  @Test
  @Contract("ORD-02")
  void emits_one_after_the_other_are_not_inside_each_other() {
    EventBus bus =
        EventBus.builder().order(DispatchOrder.IMMEDIATE).failureListener(refusals).build();
    bus.subscribe(
        A,
        event -> {
          for (int i = 0; i < 200; i++) {
            bus.emit(b());
          }
        });
    bus.subscribe(B, heard.handler("b"));

    bus.emit(a());

    assertThat(refusals.count()).isZero();
    assertThat(heard.lines()).hasSize(200);
  }

  @Test
  @Contract("END-05")
  void flush_of_the_outer_bus_inside_the_inner_one_is_refused_too() {
    EventBus outer = EventBus.create();
    EventBus inner = EventBus.create();
    List<Throwable> thrown = new ArrayList<>();
    outer.subscribe(A, event -> inner.emit(b()));
    inner.subscribe(
        B,
        event -> {
          try {
            outer.flush(Duration.ZERO);
          } catch (IllegalStateException refused) {
            thrown.add(refused);
          }
        });

    outer.emit(a());

    assertThat(thrown).hasSize(1);
  }

  @Test
  @Contract({"BUS-07", "SEL-04"})
  void a_subscription_ended_by_its_own_predicate_is_over() {
    EventBus bus = EventBus.create();
    List<Subscription> own = new ArrayList<>();
    own.add(
        bus.subscribe(
            EventSelector.kind(A).where(event -> own.get(0).unsubscribe()),
            heard.handler("never")));

    assertThat(bus.emit(a())).isEqualTo(EmitResult.done(0));
    assertThat(heard.lines()).isEmpty();
  }

  @Test
  @Contract("BUS-02")
  void a_handler_of_one_host_kind_does_not_hear_its_category() {
    EventBus bus = EventBus.create();
    bus.subscribe(EventSelector.category("order"), heard.handler("category"));
    bus.subscribe(EventKind.of("order.placed"), heard.handler("kind"));

    bus.emit(DomainEvent.of(EventKind.of("order.lost")));

    assertThat(heard.lines()).containsExactly("category order.lost");
  }

  @Test
  @Contract("CTX-01")
  void one_predicate_does_not_see_what_the_one_before_left_open() {
    EventBus bus = EventBus.create();
    bus.subscribe(
        EventSelector.kind(A)
            .where(event -> EventContext.of(b()).open() != null)
            .where(event -> EventContext.capture().event() == event),
        heard.handler("handler"));

    bus.emit(a());

    assertThat(heard.lines()).containsExactly("handler a");
  }
}
