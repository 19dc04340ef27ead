package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.TestKind.A;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DispatchOrder;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventBus;
import io.tidings.event.EventFactory;
import io.tidings.event.EventLimits;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Details of delivered events. */
interface DetailPromises extends Promises {

  private static DomainEvent received(EventBus bus, EventBuilder builder) {
    List<DomainEvent> received = new ArrayList<>();
    bus.subscribe(A, received::add);
    bus.emit(builder.build());
    assertThat(received).hasSize(1);
    return received.get(0);
  }

  @Test
  @Contract("EVT-06")
  default void changing_the_given_details_changes_no_event(Workbench bench) {
    EventBus bus = bench.bus();
    List<Object> given = new ArrayList<>(List.of(1));
    EventBuilder builder = bus.events().builder(A).detail("list", given);
    DomainEvent event = builder.build();
    given.add(2);
    bus.subscribe(A, received -> bench.notes.add(received.details()));

    bus.emit(event);

    assertThat(bench.notes.lines()).containsExactly("{list=[1]}");
  }

  @Test
  @Contract("EVT-06")
  default void handler_cannot_change_the_details_of_an_event(Workbench bench) {
    EventBus bus = bench.bus();
    bus.subscribe(
        A,
        event -> {
          assertThatThrownBy(() -> given(event).clear()).isNotNull();
          assertThatThrownBy(() -> event.details().clear()).isNotNull();
          bench.notes.add("refused");
        });
    bus.subscribe(A, event -> bench.notes.add(event.details()));

    bus.emit(bus.events().builder(A).detail("list", List.of(1)).build());

    assertThat(bench.notes.lines()).containsExactly("refused", "{list=[1]}");
  }

  private static List<?> given(DomainEvent event) {
    return requireNonNull(event.detail("list", List.class));
  }

  @Test
  @Contract("EVT-11")
  default void values_have_one_exact_form_or_are_rejected(Workbench bench) {
    EventBus bus = bench.bus();
    BigInteger big = BigInteger.TWO.pow(80);
    Map<String, Object> given =
        Map.of(
            "byte",
            (byte) 1,
            "float",
            0.5f,
            "enum",
            DispatchOrder.QUEUED,
            "big",
            big,
            "list",
            List.of(1));

    Map<String, Object> received = received(bus, bus.events().builder(A).details(given)).details();

    assertThat(received)
        .isEqualTo(
            Map.of("byte", 1L, "float", 0.5, "enum", "QUEUED", "big", big, "list", List.of(1L)));
    for (Object refused : List.of(Double.NaN, Float.POSITIVE_INFINITY, new Object(), Set.of(1))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bus.events().builder(A).detail("refused", refused).build());
    }
  }

  @Test
  @Contract("EVT-13")
  default void detail_is_returned_as_the_requested_type_or_rejected(Workbench bench) {
    EventBus bus = bench.bus();
    DomainEvent event = received(bus, bus.events().builder(A).detail("n", 3).detail("t", "s3cret"));

    assertThat(event.detail("n", Integer.class)).isEqualTo(3);
    assertThat(event.detail("absent", String.class)).isNull();
    assertThatThrownBy(() -> event.detail("t", Long.class))
        .hasMessageContaining("String")
        .hasMessageContaining("Long")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  @Contract("LIM-01")
  default void details_beyond_a_limit_are_rejected_not_truncated(Workbench bench) {
    EventLimits limits =
        EventLimits.defaults()
            .withMaxDepth(1)
            .withMaxEntries(2)
            .withMaxStringLength(8)
            .withMaxTotalLength(12);
    EventFactory events = EventFactory.standard().withLimits(limits);
    EventBus bus = bench.bus(bench.setup().withEvents(events));

    assertThat(received(bus, bus.events().builder(A).detail("n", "12345678")).details())
        .isEqualTo(Map.of("n", "12345678"));
    for (Object beyond :
        List.of(List.of(List.of()), List.of(1, 2), "123456789", List.of("123456", "123456"))) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> bus.events().builder(A).detail("n", beyond).build());
    }
  }
}
