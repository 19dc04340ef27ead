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
import org.junit.jupiter.api.Test;

class QueuedOrderTest {

  private final RecordedEvents heard = new RecordedEvents();
  private final List<EmitResult> results = new ArrayList<>();

  private EventHandler emits(EventBus bus, EventKind kind) {
    return event -> results.add(bus.emit(DomainEvent.of(kind)));
  }

  @Test
  @Contract({"ORD-01", "RES-02"})
  void an_event_emitted_by_a_handler_is_handled_after_the_present_one() {
    EventBus bus = EventBus.create();
    bus.subscribe(A, heard.handler("first", emits(bus, B)));
    bus.subscribe(EventSelector.all(), heard.handler("second"));

    EmitResult outer = bus.emit(a());

    assertThat(heard.lines()).containsExactly("first a", "second a", "second b");
    assertThat(results).containsExactly(EmitResult.deferred());
    assertThat(outer).isEqualTo(EmitResult.done(2));
  }

  @Test
  @Contract("ORD-01")
  void deferred_events_are_handled_in_the_order_they_were_emitted() {
    EventBus bus = EventBus.create();
    bus.subscribe(
        A,
        heard.handler(
            "x",
            event -> {
              bus.emit(b());
              bus.emit(c());
            }));
    bus.subscribe(B, heard.handler("x", emits(bus, Kinds.D)));
    bus.subscribe(EventSelector.all(), heard.handler("y"));

    bus.emit(a());

    assertThat(heard.lines()).containsExactly("x a", "y a", "x b", "y b", "y c", "y d");
  }

  @Test
  @Contract({"ORD-01", "TAP-01"})
  void the_taps_hear_a_nested_event_at_once() {
    EventBus bus = EventBus.builder().tap(heard.tap("tap")).build();
    bus.subscribe(A, heard.handler("first", emits(bus, B)));
    bus.subscribe(EventSelector.all(), heard.handler("second"));

    bus.emit(a());

    assertThat(heard.lines()).containsExactly("tap a", "first a", "tap b", "second a", "second b");
  }

  @Test
  @Contract({"ORD-01", "RES-01"})
  void a_nested_event_nobody_handles_is_done_at_once() {
    EventBus bus = EventBus.builder().tap(heard.tap("tap")).build();
    bus.subscribe(A, emits(bus, B));

    bus.emit(a());

    assertThat(results).containsExactly(EmitResult.done(0));
  }

  @Test
  @Contract("ORD-04")
  void an_event_emitted_by_a_tap_waits_until_the_taps_are_done() {
    EventBus[] bus = new EventBus[1];
    bus[0] =
        EventBus.builder()
            .tap(
                heard.tap(
                    "one",
                    event -> {
                      if (event.is(A)) {
                        results.add(bus[0].emit(b()));
                      }
                    }))
            .tap(heard.tap("two"))
            .build();
    bus[0].subscribe(EventSelector.all(), heard.handler("handler"));

    bus[0].emit(a());

    assertThat(heard.lines())
        .containsExactly("one a", "two a", "one b", "two b", "handler a", "handler b");
    assertThat(results).containsExactly(EmitResult.deferred());
  }

  @Test
  @Contract("ORD-04")
  void an_event_emitted_by_a_tap_about_a_nested_event_comes_after_that_one() {
    EventBus[] bus = new EventBus[1];
    bus[0] =
        EventBus.builder()
            .tap(heard.tap("tap", event -> emitIf(bus[0], event, B, C)))
            .tap(heard.tap("too"))
            .build();
    bus[0].subscribe(A, heard.handler("first", event -> bus[0].emit(b())));
    bus[0].subscribe(EventSelector.all(), heard.handler("second"));

    bus[0].emit(a());

    assertThat(heard.lines())
        .containsExactly(
            "tap a",
            "too a",
            "first a",
            "tap b",
            "too b",
            "tap c",
            "too c",
            "second a",
            "second b",
            "second c");
  }

  private static void emitIf(EventBus bus, DomainEvent event, EventKind kind, EventKind emitted) {
    if (event.is(kind)) {
      bus.emit(DomainEvent.of(emitted));
    }
  }

  @Test
  @Contract("NOT-01")
  void a_handler_does_not_see_the_effect_of_what_it_emits() {
    EventBus bus = EventBus.create();
    bus.subscribe(B, heard.handler("effect"));
    bus.subscribe(
        A,
        event -> {
          bus.emit(b());
          heard.add("emitted");
        });

    bus.emit(a());

    assertThat(heard.lines()).containsExactly("emitted", "effect b");
  }

  @Test
  @Contract("ORD-06")
  void nothing_of_a_failed_emit_is_left_for_the_next() {
    EventBus bus = EventBus.create();
    bus.subscribe(
        A,
        event -> {
          bus.emit(b());
          throw new IllegalStateException("after emitting");
        });
    bus.subscribe(B, heard.handler("handler"));

    bus.emit(a());
    assertThat(heard.lines()).containsExactly("handler b");

    bus.emit(c());
    assertThat(heard.lines()).containsExactly("handler b");
  }

  @Test
  @Contract("ORD-07")
  void another_bus_is_not_nested() {
    EventBus one = EventBus.create();
    EventBus two = EventBus.create();
    one.subscribe(A, heard.handler("one", emits(two, B)));
    one.subscribe(A, heard.handler("one after"));
    two.subscribe(B, heard.handler("two"));

    one.emit(a());

    assertThat(heard.lines()).containsExactly("one a", "two b", "one after a");
    assertThat(results).containsExactly(EmitResult.done(1));
  }

  @Test
  @Contract("ORD-07")
  void a_bus_is_still_nested_when_another_stands_between() {
    EventBus one = EventBus.create();
    EventBus two = EventBus.create();
    one.subscribe(A, heard.handler("one", emits(two, B)));
    one.subscribe(A, heard.handler("one after"));
    two.subscribe(B, heard.handler("two", emits(one, C)));
    one.subscribe(C, heard.handler("one"));

    one.emit(a());

    assertThat(heard.lines()).containsExactly("one a", "two b", "one after a", "one c");
    assertThat(results).containsExactly(EmitResult.deferred(), EmitResult.done(1));
  }

  @Test
  @Contract("NOT-02")
  void between_threads_there_is_no_order() throws Exception {
    EventBus bus = EventBus.create();
    bus.subscribe(
        A,
        event -> {
          Thread other = new Thread(() -> bus.emit(b()));
          other.start();
          other.join();
        });
    bus.subscribe(EventSelector.all(), heard.handler("second"));

    bus.emit(a());

    assertThat(heard.lines()).containsExactly("second b", "second a");
  }
}
