package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.TestKind.A;
import static io.tidings.event.testkit.contract.TestKind.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventFactory;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import org.junit.jupiter.api.Test;

/** Catalogue of the factory of a bus. */
interface CatalogPromises extends Promises {

  /** Returns a bus whose catalogue has the 69 types and {@link TestKind#A}. */
  private static EventBus bus(Workbench bench) {
    EventCatalog catalog = EventCatalog.builder().kind(A).build();
    return bench.bus(bench.setup().withEvents(EventFactory.standard().withCatalog(catalog)));
  }

  @Test
  @Contract("CAT-01")
  default void events_have_the_constants_of_the_catalogue(Workbench bench) {
    EventBus bus = bus(bench);
    bus.subscribe(A, event -> bench.notes.add(event.kind() == A));

    bus.emit(bus.events().builder(EventKind.of(A.id())).build());

    assertThat(bench.notes.lines()).containsExactly("true");
    assertThat(bus.emit(bus.events().builder(B).build()).status())
        .isEqualTo(EmitResult.Status.DONE);
  }

  @Test
  @Contract("CAT-03")
  default void subscription_to_an_unknown_kind_or_category_is_rejected(Workbench bench) {
    EventBus bus = bus(bench);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> bus.subscribe(EventKind.of("plan.create"), event -> {}))
        .withMessageContaining("plan.created");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> bus.subscribe(EventSelector.category("pln"), event -> {}))
        .withMessageContaining("plan");
    assertThat(bus.subscribe(A, event -> {}).isActive()).isTrue();
  }
}
