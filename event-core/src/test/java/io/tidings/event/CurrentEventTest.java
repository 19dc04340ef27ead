package io.tidings.event;

import static io.tidings.event.Kinds.A;
import static io.tidings.event.Kinds.B;
import static io.tidings.event.Kinds.C;
import static io.tidings.event.Kinds.a;
import static io.tidings.event.Kinds.b;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurrentEventTest {

  private static final EventScope OUTER = EventScope.none().withProject("outer");
  private static final EventScope INNER = EventScope.none().withProject("inner");

  private final RecordedEvents heard = new RecordedEvents();
  private final EventBus bus = EventBus.create();

  private void noteCurrent(String who) {
    EventContext current = EventContext.capture();
    String kind = current.event() == null ? "-" : current.event().kind().id();
    heard.add(who + " " + kind + " " + EventScope.current().project());
  }

  @Test
  @Contract({"CTX-01", "SCO-10"})
  void event_and_scope_are_current_for_taps_predicates_and_handlers() {
    EventBus tapped = EventBus.builder().tap(event -> noteCurrent("tap")).build();
    tapped.subscribe(
        EventSelector.all()
            .where(
                event -> {
                  noteCurrent("predicate");
                  return true;
                }),
        event -> noteCurrent("handler"));

    try (var opened = OUTER.open()) {
      tapped.emit(DomainEvent.builder(A).scope(EventScope.none().withUser("u")).build());
      tapped.emit(DomainEvent.root(B).scope(INNER).build());
      noteCurrent("after");
    }

    assertThat(heard.lines())
        .containsExactly(
            "tap a outer",
            "predicate a outer",
            "handler a outer",
            "tap b inner",
            "predicate b inner",
            "handler b inner",
            "after - outer");
  }

  @Test
  @Contract("CTX-01")
  void what_a_listener_leaves_open_is_not_there_for_the_next() {
    EventBus tapped =
        EventBus.builder().tap(event -> INNER.open()).tap(event -> noteCurrent("tap")).build();
    tapped.subscribe(A, event -> EventContext.of(b()).open());
    tapped.subscribe(
        EventSelector.all()
            .where(
                event -> {
                  noteCurrent("predicate");
                  INNER.open();
                  return true;
                }),
        event -> noteCurrent("handler"));

    tapped.emit(a());
    noteCurrent("after");

    assertThat(heard.lines())
        .containsExactly("tap a null", "predicate a null", "handler a null", "after - null");
  }

  @Test
  @Contract("CTX-01")
  void a_scope_opened_inside_a_handler_lies_over_that_of_the_event() {
    bus.subscribe(
        A,
        event -> {
          try (var opened = INNER.open()) {
            noteCurrent("inside");
            bus.emit(b());
          }
          noteCurrent("after");
        });
    bus.subscribe(B, event -> noteCurrent("nested"));

    try (var opened = OUTER.open()) {
      bus.emit(a());
    }

    assertThat(heard.lines()).containsExactly("inside a inner", "after a outer", "nested b inner");
  }

  @Test
  @Contract({"CTX-01", "CTX-02", "ORD-01"})
  void a_deferred_event_is_current_in_its_turn_and_its_cause_the_one_that_emitted_it() {
    List<DomainEvent> built = new ArrayList<>();
    bus.subscribe(A, event -> bus.emit(b()));
    bus.subscribe(B, event -> built.add(DomainEvent.of(C)));
    List<DomainEvent> nested = new ArrayList<>();
    bus.subscribe(B, nested::add);
    DomainEvent root = a();

    bus.emit(root);

    assertThat(nested.get(0).causationId()).isEqualTo(root.id());
    assertThat(built.get(0).causationId()).isEqualTo(nested.get(0).id());
    assertThat(built.get(0).correlationId()).isEqualTo(root.id());
  }

  @Test
  @Contract("CTX-01")
  void after_a_nested_immediate_emit_the_outer_event_is_current_again() {
    EventBus immediate = EventBus.builder().order(DispatchOrder.IMMEDIATE).build();
    immediate.subscribe(
        A,
        event -> {
          immediate.emit(b());
          noteCurrent("back in");
        });
    immediate.subscribe(B, event -> noteCurrent("nested"));

    immediate.emit(a());

    assertThat(heard.lines()).containsExactly("nested b null", "back in a null");
  }

  @Test
  @Contract({"CTX-03", "ORD-07"})
  void after_an_emit_on_another_bus_the_outer_event_is_current_again() {
    EventBus other = EventBus.create();
    other.subscribe(B, event -> noteCurrent("other"));
    bus.subscribe(
        A,
        event -> {
          other.emit(b());
          noteCurrent("back in");
        });

    bus.emit(a());

    assertThat(heard.lines()).containsExactly("other b null", "back in a null");
  }

  @Test
  @Contract("CTX-03")
  void an_open_scope_survives_an_emit() {
    bus.subscribe(A, event -> noteCurrent("handler"));

    try (var opened = OUTER.open()) {
      bus.emit(DomainEvent.root(A).build());
      noteCurrent("after");
    }
    noteCurrent("closed");

    assertThat(heard.lines()).containsExactly("handler a null", "after - outer", "closed - null");
    assertThat(ThreadState.active()).isNull();
  }

  @Test
  @Contract("CTX-03")
  void a_refused_event_changes_nothing() {
    EventBus forbidding =
        EventBus.builder()
            .order(DispatchOrder.FORBID)
            .failureListener(new RejectionCount())
            .build();
    forbidding.subscribe(
        A,
        event -> {
          forbidding.emit(b());
          noteCurrent("after");
        });

    forbidding.emit(a());

    assertThat(heard.lines()).containsExactly("after a null");
    assertThat(ThreadState.active()).isNull();
  }
}
