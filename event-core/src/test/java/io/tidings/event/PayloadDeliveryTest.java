package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Payloads on a bus: typed emit, typed handlers, the emitter. */
class PayloadDeliveryTest {

  record Placed(String orderId, int lines) {}

  private static final PayloadKind<Placed> PLACED =
      PayloadKind.of(HostKind.ORDER_PLACED, Placed.class);

  private final Placed payload = new Placed("o-1", 3);
  private final List<Object> received = new ArrayList<>();
  private final RecordedFailures failures = new RecordedFailures();
  private final EventBus bus = EventBus.builder().failureListener(failures).build();

  @Test
  @Contract({"PAY-01", "PAY-02"})
  void typed_and_untyped_handlers_receive_one_event() {
    List<DomainEvent> events = new ArrayList<>();
    bus.subscribe(PLACED, (order, event) -> received.add(order));
    bus.subscribe(PLACED, (order, event) -> events.add(event));
    bus.subscribe(
        HostKind.ORDER_PLACED, (DomainEvent event) -> received.add(event.payload(PLACED)));
    bus.subscribe(EventSelector.all(), events::add);

    EmitResult result = bus.emit(PLACED, payload);

    assertThat(result).isEqualTo(EmitResult.done(4));
    assertThat(received).hasSize(2).allSatisfy(each -> assertThat(each).isSameAs(payload));
    assertThat(events).hasSize(2);
    assertThat(events.get(0)).isSameAs(events.get(1));
    assertThat(events.get(0).details()).isEqualTo(Map.of("order_id", "o-1", "lines", 3L));
    assertThat(events.get(0).kind()).isSameAs(HostKind.ORDER_PLACED);
  }

  @Test
  @Contract("PAY-02")
  void taps_and_builders_carry_the_payload() {
    EventBus tapped = EventBus.builder().tap(event -> received.add(event.payload(PLACED))).build();

    tapped.emit(tapped.events().builder(PLACED, payload).sessionId("s-1").build());
    tapped.emit(DomainEvent.builder(PLACED, payload).actorName("a").build());

    assertThat(received).hasSize(2).allSatisfy(each -> assertThat(each).isSameAs(payload));
  }

  @Test
  @Contract("PAY-01")
  void builder_of_a_kind_takes_its_payload_only() {
    DomainEvent event =
        DomainEvent.builder(HostKind.ORDER_PLACED).planId("p").payload(PLACED, payload).build();

    assertThat(event.payload(PLACED)).isSameAs(payload);
    assertThat(event.planId()).isEqualTo("p");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DomainEvent.builder(EventType.PLAN_CREATED).payload(PLACED, payload))
        .withMessageContaining("order.placed is not the event's kind plan.created");
  }

  @Test
  @Contract("PAY-02")
  void selector_and_options_take_a_typed_handler() {
    bus.subscribe(
        EventSelector.kind(PLACED).and(EventSelector.session("s-1")),
        SubscriptionOptions.named("mailer"),
        PLACED.handler((order, event) -> received.add(order)));

    bus.emit(bus.events().builder(PLACED, payload).sessionId("s-1").build());
    bus.emit(PLACED, payload);

    assertThat(received).containsExactly(payload);
  }

  @Test
  @Contract("PAY-09")
  void details_that_are_no_payload_fail_the_typed_handler_alone() {
    bus.subscribe(PLACED, (order, event) -> received.add(order));
    bus.subscribe(EventSelector.all(), event -> received.add("untyped"));

    EmitResult result = bus.emit(DomainEvent.builder(PLACED).detail("lines", "many").build());

    assertThat(received).containsExactly("untyped");
    assertThat(result.failed()).isEqualTo(1);
    assertThat(result.failures())
        .singleElement()
        .satisfies(
            failure ->
                assertThat(failure)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("details[\"lines\"]"));
  }

  @Test
  @Contract("PAY-01")
  void nulls_are_rejected_by_name() {
    for (EventBus each : List.of(bus, EventBus.noop())) {
      assertThatNullPointerException()
          .isThrownBy(() -> each.emit(PLACED, Absent.absent()))
          .withMessage("payload");
      assertThatNullPointerException()
          .isThrownBy(() -> each.emit(Absent.<PayloadKind<Placed>>absent(), payload))
          .withMessage("kind");
      assertThatNullPointerException()
          .isThrownBy(() -> each.subscribe(PLACED, Absent.<PayloadHandler<Placed>>absent()))
          .withMessage("handler");
    }
  }

  @Test
  @Contract("PAY-01")
  void closed_and_noop_buses_answer_as_for_other_events() {
    bus.close();

    assertThat(bus.emit(PLACED, payload).status()).isEqualTo(EmitResult.Status.CLOSED);
    assertThat(EventBus.noop().emit(PLACED, payload)).isEqualTo(EmitResult.done(0));
  }

  @Test
  @Contract("PAY-10")
  void emitter_calls_the_supplier_only_if_the_kind_is_enabled() {
    int[] calls = {0};
    EventEmitter emitter = EventEmitter.of(bus);

    emitter.emit(
        PLACED,
        () -> {
          calls[0]++;
          return payload;
        });
    EventEmitter.of(null).emit(PLACED, Absent::absent);
    assertThat(calls[0]).isZero();

    bus.subscribe(PLACED, (order, event) -> received.add(order));
    emitter.emit(PLACED, () -> payload);
    assertThat(received).singleElement().isSameAs(payload);
  }

  @Test
  @Contract("PAY-10")
  void emitter_drops_a_payload_that_fails() {
    bus.subscribe(PLACED, (order, event) -> received.add(order));
    EventEmitter emitter = EventEmitter.of(bus);

    assertThatCode(
            () -> {
              emitter.emit(PLACED, Absent::absent);
              emitter.emit(
                  PLACED,
                  () -> {
                    throw new IllegalStateException("no payload");
                  });
            })
        .doesNotThrowAnyException();
    assertThat(received).isEmpty();
  }
}
