package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Lambdas and method references for every overload of {@code subscribe} and {@code emit}. The proof
 * is that this class compiles: a further functional overload that made a call ambiguous would not.
 */
@Contract("PAY-02")
class OverloadsTest {

  record Placed(String orderId) {
    void printTo(DomainEvent event) {
      RECEIVED.add("component method " + event.kind().id());
    }
  }

  private static final PayloadKind<Placed> PLACED = PayloadKind.of("order.placed", Placed.class);
  private static final List<String> RECEIVED = new ArrayList<>();

  private final EventBus bus = EventBus.create();
  private final EventEmitter emitter = EventEmitter.of(bus);

  private void onEvent(DomainEvent event) {
    RECEIVED.add("event " + event.kind().id());
  }

  private void onPayload(Placed placed, DomainEvent event) {
    RECEIVED.add("payload " + placed.orderId());
  }

  private static void onStaticEvent(DomainEvent event) {
    RECEIVED.add("static event");
  }

  private static void onStaticPayload(Placed placed, DomainEvent event) {
    RECEIVED.add("static payload");
  }

  private static void fill(EventBuilder builder) {
    builder.detail("order_id", "filled");
  }

  private static Placed placed() {
    return new Placed("supplied");
  }

  @Test
  void subscribe_accepts_lambdas_and_references_of_each_arity() {
    List<DomainEvent> events = new ArrayList<>();
    bus.subscribe(EventType.PLAN_CREATED, event -> onEvent(event));
    bus.subscribe(EventType.PLAN_CREATED, this::onEvent);
    bus.subscribe(EventType.PLAN_CREATED, OverloadsTest::onStaticEvent);
    bus.subscribe(EventType.PLAN_CREATED, DomainEvent::id);
    bus.subscribe(EventType.PLAN_CREATED, events::add);
    bus.subscribe(HostKind.ORDER_PLACED, event -> onEvent(event));
    bus.subscribe(EventKind.of("order.placed"), this::onEvent);
    bus.subscribe(EventSelector.all(), event -> onEvent(event));
    bus.subscribe(EventSelector.kind(PLACED), events::add);
    bus.subscribe(EventSelector.all(), SubscriptionOptions.defaults(), this::onEvent);
    bus.subscribe(PLACED, event -> onEvent(event));
    bus.subscribe(PLACED, this::onEvent);
    bus.subscribe(PLACED, OverloadsTest::onStaticEvent);
    bus.subscribe(PLACED, DomainEvent::id);
    bus.subscribe(PLACED, (placed, event) -> onPayload(placed, event));
    bus.subscribe(PLACED, (Placed placed, DomainEvent event) -> onPayload(placed, event));
    bus.subscribe(PLACED, this::onPayload);
    bus.subscribe(PLACED, OverloadsTest::onStaticPayload);
    bus.subscribe(PLACED, Placed::printTo);
    bus.subscribe(
        PLACED,
        (placed, event) -> {
          throw new java.io.IOException("checked exceptions are allowed");
        });
    bus.subscribe(
        EventSelector.all(), SubscriptionOptions.defaults(), PLACED.handler(this::onPayload));

    assertThat(bus.emit(PLACED, new Placed("o")).delivered()).isEqualTo(15);
    assertThat(events).hasSize(1);
  }

  @Test
  void emit_accepts_lambdas_and_references_of_each_arity() {
    List<String> ids = new ArrayList<>();
    bus.subscribe(EventSelector.kind(PLACED), event -> ids.add(event.payload(PLACED).orderId()));
    Supplier<Placed> supplier = OverloadsTest::placed;
    Placed own = new Placed("own");

    bus.emit(PLACED, own);
    bus.emit(DomainEvent.builder(PLACED, own).build());
    emitter.emit(PLACED, e -> e.detail("order_id", "lambda"));
    emitter.emit(PLACED, OverloadsTest::fill);
    emitter.emit(PLACED, "context", (e, context) -> e.detail("order_id", context));
    emitter.emit(PLACED, () -> own);
    emitter.emit(PLACED, () -> new Placed("made"));
    emitter.emit(PLACED, OverloadsTest::placed);
    emitter.emit(PLACED, supplier);
    emitter.emit(EventType.PLAN_CREATED, e -> e.planId("p"));
    emitter.emit(EventType.PLAN_CREATED, OverloadsTest::fill);

    assertThat(ids)
        .containsExactly(
            "own", "own", "lambda", "filled", "context", "own", "made", "supplied", "supplied");
  }
}
