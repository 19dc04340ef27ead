package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.TestKind.A;
import static io.tidings.event.testkit.contract.TestKind.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventFactory;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Identity of kinds by their ids. */
interface KindPromises extends Promises {

  @Test
  @Contract("KND-01")
  default void kind_with_an_ill_formed_id_is_rejected(Workbench bench) {
    EventBus bus = bench.bus();
    for (String id : List.of("", "a b", "a\n", "\u00e9", "x".repeat(129))) {
      EventKind kind = () -> id;
      assertThatIllegalArgumentException().isThrownBy(() -> bus.isEnabled(kind));
      assertThatIllegalArgumentException().isThrownBy(() -> bus.subscribe(kind, event -> {}));
      assertThatIllegalArgumentException().isThrownBy(() -> bus.events().builder(kind));
    }
  }

  @Test
  @Contract("KND-01")
  default void event_of_the_kind_with_the_longest_id_is_delivered(Workbench bench) {
    EventBus bus = bench.bus();
    EventKind kind = () -> "~".repeat(128);
    bus.subscribe(kind, event -> bench.notes.add(event.kind().id().length()));

    bus.emit(bus.events().builder(kind).build());

    assertThat(bench.notes.lines()).containsExactly("128");
  }

  @Test
  @Contract("KND-02")
  default void id_of_a_kind_is_read_once(Workbench bench) {
    EventBus bus = bench.bus();
    String[] id = {"a"};
    EventKind changing = () -> id[0];
    bus.subscribe(changing, bench.notes.handler("handler"));
    DomainEvent event = bus.events().builder(changing).build();
    id[0] = "b";

    bus.emit(event);
    bus.emit(B.event());

    assertThat(bench.notes.lines()).containsExactly("handler a");
  }

  @Test
  @Contract("KND-02")
  default void kinds_with_one_id_are_equal_and_become_event_types(Workbench bench) {
    EventBus bus = bench.bus();
    EventKind own = () -> EventType.PLAN_APPLIED.id();
    List<EventKind> received = new ArrayList<>();
    bus.subscribe(EventType.PLAN_APPLIED, event -> received.add(event.kind()));
    bus.subscribe(() -> "a", event -> bench.notes.add(event.is(A)));

    bus.emit(DomainEvent.of(own));
    bus.emit(A.event());

    assertThat(received).containsExactly(EventType.PLAN_APPLIED);
    assertThat(bench.notes.lines()).containsExactly("true");
  }

  @Test
  @Contract("CA-R1")
  default void each_of_the_69_types_is_delivered_by_its_id(Workbench bench) {
    EventBus bus = bench.bus();
    for (EventType type : EventType.values()) {
      bus.subscribe(EventType.fromId(type.id()), bench.notes.handler(type.name()));
      bus.emit(DomainEvent.of(EventKind.of(type.id())));
    }

    assertThat(bench.notes.lines())
        .hasSize(69)
        .containsExactlyElementsOf(
            List.of(EventType.values()).stream().map(t -> t.name() + " " + t.id()).toList());
    assertThatIllegalArgumentException().isThrownBy(() -> EventType.fromId("plan.unheard_of"));
  }

  @Test
  @Contract("CA-R2")
  default void name_of_a_constant_is_no_id(Workbench bench) {
    EventBus bus = bench.bus();
    for (EventType type : EventType.values()) {
      bus.subscribe(type, bench.notes.handler("wrong"));
      bus.emit(DomainEvent.of(EventKind.of(type.name())));
      assertThatIllegalArgumentException().isThrownBy(() -> EventType.fromId(type.name()));
    }

    assertThat(bench.notes.lines()).isEmpty();
  }

  @Test
  @Contract("CA-R3")
  default void lifecycle_types_are_delivered_by_category(Workbench bench) {
    EventBus bus = bench.bus();
    Map<String, Integer> received = new HashMap<>();
    List<EventType> lifecycle =
        List.of(EventType.values()).stream().filter(EventType::isLifecycle).toList();
    lifecycle.stream()
        .map(EventType::category)
        .distinct()
        .forEach(
            category ->
                bus.subscribe(
                    EventSelector.category(category),
                    event -> received.merge(category, 1, Integer::sum)));

    lifecycle.forEach(type -> bus.emit(DomainEvent.of(type)));

    assertThat(lifecycle).hasSize(38);
    assertThat(received.values()).containsExactlyInAnyOrder(6, 4, 3, 4, 4, 3, 5, 2, 3, 2, 2);
  }

  /** Returns a bus whose catalogue has the 69 types and {@link TestKind#A}. */
  private static EventBus catalogued(Workbench bench) {
    EventCatalog catalog = EventCatalog.builder().kind(A).build();
    return bench.bus(bench.setup().withEvents(EventFactory.standard().withCatalog(catalog)));
  }

  @Test
  @Contract("CAT-01")
  default void events_have_the_constants_of_the_catalogue(Workbench bench) {
    EventBus bus = catalogued(bench);
    bus.subscribe(A, event -> bench.notes.add(event.kind() == A));

    bus.emit(bus.events().builder(EventKind.of(A.id())).build());

    assertThat(bench.notes.lines()).containsExactly("true");
  }

  @Test
  @Contract("CAT-03")
  default void subscription_to_an_unknown_kind_or_category_is_rejected(Workbench bench) {
    EventBus bus = catalogued(bench);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> bus.subscribe(EventKind.of("plan.create"), event -> {}))
        .withMessageContaining("plan.created");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bus.subscribe(EventSelector.category("pln"), event -> {}))
        .withMessageContaining("plan");
    assertThat(bus.subscribe(A, event -> {}).isActive()).isTrue();
  }
}
