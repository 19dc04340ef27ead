package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.TestKind.A;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventContext;
import io.tidings.event.EventFactory;
import io.tidings.event.EventScope;
import io.tidings.event.ExternalId;
import org.junit.jupiter.api.Test;

/** Scopes of delivered events and scopes open during an emit. */
interface ScopePromises extends Promises {

  /** A scope with all four ids. */
  EventScope FULL = new EventScope("o", "w", "p", "u");

  @Test
  @Contract("SCO-01")
  default void received_scope_is_immutable(Workbench bench) {
    EventBus bus = bench.bus();
    bus.subscribe(A, event -> bench.notes.add(event.scope().withUser("other").user()));
    bus.subscribe(A, event -> bench.notes.add(event.scope()));

    bus.emit(DomainEvent.builder(A).scope(FULL).build());

    assertThat(bench.notes.lines()).containsExactly("other", FULL.toString());
    assertThatIllegalArgumentException().isThrownBy(() -> FULL.withUser("a b"));
  }

  @Test
  @Contract("SCO-02")
  default void scope_close_after_a_failing_emit_restores_the_outer(Workbench bench) {
    EventBus bus = bench.bus();
    EventScope inner = FULL.withUser("inner");
    bus.subscribe(
        A,
        event -> {
          throw new IllegalStateException("on purpose");
        });
    try (var outer = FULL.open()) {
      assertThat(outer).isNotNull();
      try (var opened = inner.open()) {
        assertThat(opened).isNotNull();
        bus.emit(A.event());
        assertThat(EventScope.current()).isEqualTo(inner);
      }
      assertThat(EventScope.current()).isEqualTo(FULL);
    }
  }

  @Test
  @Contract("SCO-03")
  default void scope_of_a_handler_is_carried_to_another_thread(Workbench bench) {
    EventBus bus = bench.bus();
    bus.subscribe(
        A,
        event -> {
          bench.notes.add(Workbench.elsewhere(() -> EventScope.current().user()));
          bench.notes.add(
              Workbench.elsewhere(EventContext.capture().wrap(() -> EventScope.current().user())));
        });

    bus.emit(DomainEvent.builder(A).scope(FULL).build());

    assertThat(bench.notes.lines()).containsExactly("null", "u");
  }

  @Test
  @Contract("SCO-04")
  default void emit_without_a_scope_leaves_none_open(Workbench bench) {
    EventBus bus = bench.bus(bench.notes.tap("tap", event -> FULL.open()));
    bus.subscribe(A, event -> FULL.withUser("left-open").open());
    assertThat(EventScope.current()).isEqualTo(EventScope.none());

    bus.emit(DomainEvent.builder(A).scope(FULL).build());

    assertThat(EventScope.current()).isEqualTo(EventScope.none());
  }

  @Test
  @Contract("SCO-05")
  default void scope_fields_are_given_else_ambient_else_sourced(Workbench bench) {
    EventScope source = new EventScope("o", "w3", "p3", "u3");
    EventFactory events = EventFactory.standard().withScopes(() -> source);
    EventBus bus = bench.bus(bench.setup().withEvents(events));
    bus.subscribe(A, event -> bench.notes.add(event.scope()));
    try (var ambient = EventScope.none().withOrganization("o").withUser("u2").open()) {
      assertThat(ambient).isNotNull();
      bus.emit(bus.events().builder(A).scope(EventScope.none().withUser("u3")).build());
    }
    try (var ambient = EventScope.none().withOrganization("another").open()) {
      assertThat(ambient).isNotNull();
      bus.emit(bus.events().builder(A).build());
    }

    assertThat(bench.notes.lines())
        .containsExactly(
            new EventScope("o", "w3", "p3", "u3").toString(),
            EventScope.none().withOrganization("another").toString());
  }

  @Test
  @Contract("SCO-12")
  default void ids_of_other_systems_are_delivered_encoded(Workbench bench) {
    EventBus bus = bench.bus();
    bus.subscribe(A, event -> bench.notes.add(event.scope() + " " + event.sessionId()));

    bus.emit(
        DomainEvent.builder(A)
            .scope(EventScope.lenient("o", "", "p 2", null))
            .sessionId(ExternalId.encode("s%2"))
            .build());

    assertThat(bench.notes.lines())
        .containsExactly(new EventScope("o", null, "p%202", null) + " s%252");
  }

  @Test
  @Contract("SCO-10")
  default void all_four_ids_reach_every_handler_and_tap(Workbench bench) {
    EventBus bus = bench.bus(event -> bench.notes.add(event.scope()));
    bus.subscribe(A, event -> bench.notes.add(event.scope()));
    bus.subscribe(A, event -> bench.notes.add(EventScope.current()));

    bus.emit(DomainEvent.builder(A).scope(FULL).build());

    assertThat(bench.notes.lines()).hasSize(3).containsOnly(FULL.toString());
  }
}
