package io.tidings.event;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Catalogues of kinds: what they merge, reject and resolve. */
class EventCatalogTest {

  enum OrderEvent implements EventKind {
    PLACED("order.placed"),
    SHIPPED("order.shipped");

    private final String id;

    OrderEvent(String id) {
      this.id = id;
    }

    @Override
    public String id() {
      return id;
    }
  }

  /** An enum with an id of {@link OrderEvent}, and one of its own. */
  enum OtherEvent implements EventKind {
    PLACED("order.placed"),
    RETURNED("order.returned");

    private final String id;

    OtherEvent(String id) {
      this.id = id;
    }

    @Override
    public String id() {
      return id;
    }
  }

  record Placed(String orderId) {}

  record Other(String id) {}

  private static final PayloadKind<Placed> PLACED = PayloadKind.of(OrderEvent.PLACED, Placed.class);
  private static final PayloadKind<Placed> BY_ID = PayloadKind.of("order.placed", Placed.class);
  private static final PayloadKind<Placed> PAID = PayloadKind.of("order.paid", Placed.class);
  private static final EventCatalog CATALOG =
      EventCatalog.builder().kinds(OrderEvent.class).payload(PLACED).payload(PAID).build();
  private static final EventFactory EVENTS = EventFactory.standard().withCatalog(CATALOG);

  @Test
  @Contract("CAT-02")
  void catalog_has_the_69_types_then_the_kinds_of_the_host() {
    assertThat(EventCatalog.standard().describe())
        .extracting(EventCatalog.Entry::kind)
        .containsExactly(EventType.values());
    assertThat(CATALOG.describe().subList(EventType.values().length, CATALOG.describe().size()))
        .containsExactly(
            new EventCatalog.Entry(OrderEvent.PLACED, PLACED),
            new EventCatalog.Entry(OrderEvent.SHIPPED, null),
            new EventCatalog.Entry(PAID, PAID));
    assertThat(EventCatalog.builder().all(CATALOG).build().describe())
        .isEqualTo(CATALOG.describe());
  }

  static Stream<Consumer<EventCatalog.Builder>> orders() {
    return Stream.of(
        b -> b.kinds(OrderEvent.class).payload(PLACED),
        b -> b.payload(PLACED).kinds(OrderEvent.class),
        b -> b.payload(BY_ID).kinds(OrderEvent.class),
        b -> b.kinds(OrderEvent.class).payload(BY_ID),
        b -> b.kind(EventKind.of("order.placed")).payload(BY_ID).kind(OrderEvent.PLACED),
        b -> b.payload(PLACED).kind(EventKind.of("order.placed")),
        b -> b.kind(PLACED).kind(PLACED));
  }

  @ParameterizedTest
  @MethodSource("orders")
  @Contract("CAT-02")
  void constant_and_payload_kind_of_one_id_merge_in_any_order(
      Consumer<EventCatalog.Builder> steps) {
    EventCatalog.Builder builder = EventCatalog.builder();
    steps.accept(builder);
    EventCatalog catalog = builder.build();

    assertThat(catalog.find("order.placed")).isSameAs(OrderEvent.PLACED);
    assertThat(catalog.payload(OrderEvent.PLACED)).isNotNull();
    assertThat(requireNonNull(catalog.payload(EventKind.of("order.placed"))).type())
        .isEqualTo(Placed.class);
  }

  static Stream<Consumer<EventCatalog.Builder>> contradictions() {
    return Stream.of(
        b -> b.kinds(OrderEvent.class).kinds(OtherEvent.class),
        b -> b.payload(PLACED).kind(OtherEvent.PLACED),
        b -> b.kind(OtherEvent.PLACED).payload(PLACED),
        b -> b.payload(PLACED).payload(PayloadKind.of("order.placed", Other.class)),
        b -> b.payload(BY_ID).payload(PayloadKind.of(OtherEvent.PLACED, Other.class)),
        b -> b.all(CATALOG).kind(OtherEvent.PLACED));
  }

  @ParameterizedTest
  @MethodSource("contradictions")
  @Contract("CAT-02")
  void two_constants_or_two_records_of_one_id_are_rejected(Consumer<EventCatalog.Builder> steps) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> steps.accept(EventCatalog.builder()))
        .withMessageMatching(
            "kind order\\.placed has two (constants|payloads), .* keep one of them");
  }

  @Test
  @Contract("CAT-02")
  void constant_with_an_id_of_the_69_is_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventCatalog.builder().kinds(HostKind.class))
        .withMessageContaining("plan.created has two constants")
        .withMessageContaining("HostKind.PLAN_CREATED_TOO");
  }

  @Test
  @Contract("CAT-01")
  void event_has_the_constant_however_its_kind_was_given() {
    DomainEvent source = DomainEvent.builder(EventKind.of("order.placed")).build();

    assertThat(
            List.of(
                EVENTS.builder(EventKind.of("order.placed")).build(),
                EVENTS.root(() -> "order.placed").build(),
                EVENTS.builder(BY_ID, new Placed("o")).build(),
                EVENTS.copy(source).build(),
                EVENTS.caused(source, OtherEvent.PLACED).build()))
        .allSatisfy(event -> assertThat(event.kind()).isSameAs(OrderEvent.PLACED));
    assertThat(source.kind()).isNotSameAs(OrderEvent.PLACED);
    assertThat(EVENTS.builder(EventKind.of("order.paid")).build().kind()).isSameAs(PAID);
    assertThat(EVENTS.builder(EventKind.of("order.lost")).build().kind().id())
        .isEqualTo("order.lost");
    assertThat(EVENTS.withLimits(EventLimits.defaults()).catalog()).isSameAs(CATALOG);
  }

  @Test
  @Contract("CAT-04")
  void constant_of_an_enum_is_found_by_id() {
    DomainEvent plain = DomainEvent.of(EventKind.of("order.shipped"));

    assertThat(plain.kind(OrderEvent.class)).isEqualTo(OrderEvent.SHIPPED);
    assertThat(DomainEvent.of(OrderEvent.PLACED).kind(OrderEvent.class))
        .isEqualTo(OrderEvent.PLACED);
    assertThat(DomainEvent.of(OrderEvent.PLACED).kind(OtherEvent.class))
        .isEqualTo(OtherEvent.PLACED);
    assertThat(DomainEvent.of(PAID).kind(OrderEvent.class)).isNull();
    assertThat(DomainEvent.of(EventType.PLAN_CREATED).kind(EventType.class))
        .isEqualTo(EventType.PLAN_CREATED);
    assertThat(DomainEvent.of(EventType.PLAN_CREATED).kind(HostKind.class))
        .isEqualTo(HostKind.PLAN_CREATED_TOO);
    assertThatNullPointerException()
        .isThrownBy(() -> plain.kind(Absent.<Class<OrderEvent>>absent()))
        .withMessage("type");
  }

  @ParameterizedTest
  @CsvSource({
    "order.plced,   order.placed",
    "orderplaced,   order.placed",
    "plan.create,   plan.created",
    "order.payed,   order.paid"
  })
  @Contract("CAT-03")
  void unknown_kind_is_rejected_with_the_nearest(String id, String nearest) {
    EventBus bus = EventBus.builder().events(EVENTS).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> bus.subscribe(EventKind.of(id), event -> {}))
        .withMessageContaining("kind \"" + id + "\" is not in the catalogue")
        .withMessageContaining("did you mean \"" + nearest + "\"?");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                bus.subscribe(
                    EventSelector.session("s").and(EventSelector.kind(EventKind.of(id))),
                    event -> {}));
    assertThatCode(() -> EventBus.create().subscribe(EventKind.of(id), event -> {}))
        .doesNotThrowAnyException();
  }

  @Test
  @Contract("CAT-03")
  void unknown_category_is_rejected_with_the_nearest() {
    EventBus bus = EventBus.builder().events(EVENTS).build();

    assertThatIllegalArgumentException()
        .isThrownBy(() -> bus.subscribe(EventSelector.category("ordr"), event -> {}))
        .withMessageContaining(
            "category \"ordr\" is not in the catalogue; did you mean \"order\"?");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CATALOG.require("something.else.entirely"))
        .withMessageContaining("is not in the catalogue. Add it");
    assertThatCode(() -> bus.subscribe(EventSelector.category("order"), event -> {}))
        .doesNotThrowAnyException();
    assertThatCode(() -> bus.subscribe(EventSelector.all(), event -> {}))
        .doesNotThrowAnyException();
    assertThat(CATALOG.require("order.paid")).isSameAs(PAID);
  }

  @Test
  @Contract("CAT-03")
  void events_of_unknown_kinds_are_emitted() {
    EventBus bus = EventBus.builder().events(EVENTS).build();
    bus.subscribe(EventSelector.all(), event -> {});

    assertThat(bus.emit(bus.events().builder(EventKind.of("order.lost")).build()).delivered())
        .isEqualTo(1);
  }
}
