package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.Letter.A;
import static io.tidings.event.testkit.contract.Letter.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Kinds, as a bus takes them: by their ids, read once. */
interface KindPromises extends Promises {

  @Test
  @Contract("KND-01")
  default void a_kind_with_an_ill_formed_id_is_refused_where_it_is_given(Workbench bench) {
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
  default void a_kind_with_the_longest_id_is_heard(Workbench bench) {
    EventBus bus = bench.bus();
    EventKind kind = () -> "~".repeat(128);
    bus.subscribe(kind, event -> bench.notes.add(event.kind().id().length()));

    bus.emit(bus.events().builder(kind).build());

    assertThat(bench.notes.lines()).containsExactly("128");
  }

  @Test
  @Contract("KND-02")
  default void a_kind_that_changes_its_id_is_what_it_was_when_it_was_given(Workbench bench) {
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
  default void two_kinds_with_one_id_are_one_and_the_catalogue_has_it_first(Workbench bench) {
    EventBus bus = bench.bus();
    EventKind own = () -> EventType.PLAN_APPLIED.id();
    List<EventKind> heard = new ArrayList<>();
    bus.subscribe(EventType.PLAN_APPLIED, event -> heard.add(event.kind()));
    bus.subscribe(() -> "a", event -> bench.notes.add(event.is(A)));

    bus.emit(DomainEvent.of(own));
    bus.emit(A.event());

    assertThat(heard).containsExactly(EventType.PLAN_APPLIED);
    assertThat(bench.notes.lines()).containsExactly("true");
  }

  @Test
  @Contract("CA-R1")
  default void each_of_the_69_types_is_heard_by_whoever_asks_for_its_id(Workbench bench) {
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
  default void the_name_of_a_constant_is_no_id(Workbench bench) {
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
  default void the_38_lifecycle_types_are_heard_by_category(Workbench bench) {
    EventBus bus = bench.bus();
    Map<String, Integer> heard = new HashMap<>();
    List<EventType> lifecycle =
        List.of(EventType.values()).stream().filter(EventType::isLifecycle).toList();
    lifecycle.stream()
        .map(EventType::category)
        .distinct()
        .forEach(
            category ->
                bus.subscribe(
                    EventSelector.category(category),
                    event -> heard.merge(category, 1, Integer::sum)));

    lifecycle.forEach(type -> bus.emit(DomainEvent.of(type)));

    assertThat(lifecycle).hasSize(38);
    assertThat(heard.values()).containsExactlyInAnyOrder(6, 4, 3, 4, 4, 3, 5, 2, 3, 2, 2);
  }
}
