package io.tidings.event.examples;

import static java.util.Objects.requireNonNull;

import io.tidings.event.Description;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventFactory;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.Formerly;
import io.tidings.event.PayloadKind;
import io.tidings.event.SubscriptionOptions;
import java.lang.invoke.MethodHandles;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The examples of the guide to typed events and of its Javadoc, word for word. */
final class TypedEventExamples {

  record Line(String sku, int count) {}

  record OrderPlaced(String orderId, BigDecimal amount, List<Line> lines) {}

  static final PayloadKind<OrderPlaced> ORDER_PLACED =
      PayloadKind.of("order.placed", OrderPlaced.class);

  enum OrderEvent implements EventKind {
    PLACED,
    SHIPPED;

    @Override
    public String id() {
      return "order." + name().toLowerCase(Locale.ROOT);
    }
  }

  static final PayloadKind<OrderPlaced> PLACED =
      PayloadKind.of(OrderEvent.PLACED, OrderPlaced.class);

  record Delivery(ZoneId zone) {}

  static final PayloadKind<Delivery> DELIVERY =
      PayloadKind.builder("order.delivery", Delivery.class)
          .codec(ZoneId.class, ZoneId::getId, ZoneId::of)
          .build();

  record Shipped(@Formerly("id") String orderId, @Nullable String carrier) {
    Shipped {
      carrier = carrier == null ? "post" : carrier;
    }
  }

  /** A catalogue and a bus with it. */
  static final class Catalogued {

    static final EventCatalog CATALOG =
        EventCatalog.builder().kinds(OrderEvent.class).payload(ORDER_PLACED).build();

    EventBus bus = EventBus.builder().events(EventFactory.standard().withCatalog(CATALOG)).build();
  }

  private TypedEventExamples() {}

  interface Orders {
    void send(String orderId);

    void close(String eventId);
  }

  static void switching(EventBus bus, Orders mailer) {
    bus.subscribe(
        EventSelector.kinds(OrderEvent.values()),
        event -> {
          switch (requireNonNull(event.kind(OrderEvent.class))) {
            case PLACED -> mailer.send(event.payload(ORDER_PLACED).orderId());
            case SHIPPED -> mailer.close(event.id());
          }
        });
  }

  static void constant(DomainEvent event, Mailer mailer) {
    OrderEvent kind = event.kind(OrderEvent.class);
    if (kind == OrderEvent.PLACED) {
      mailer.send(event.payload(ORDER_PLACED).orderId());
    }
  }

  interface Mailer {
    void send(String orderId);
  }

  record Order(String id, BigDecimal total, List<Line> lines) {}

  static void emit(EventBus bus, Mailer mailer, BigDecimal price, List<Line> lines) {
    bus.subscribe(ORDER_PLACED, (order, event) -> mailer.send(order.orderId()));
    bus.emit(ORDER_PLACED, new OrderPlaced("o-1", price, lines));
  }

  static void untyped(EventBus bus, Mailer mailer) {
    bus.subscribe(
        EventSelector.category("order"),
        event -> {
          if (event.is(ORDER_PLACED)) {
            mailer.send(event.payload(ORDER_PLACED).orderId());
          }
        });
  }

  static void options(EventBus bus, Mailer mailer) {
    bus.subscribe(
        EventSelector.kind(ORDER_PLACED).and(EventSelector.session("s-1")),
        SubscriptionOptions.named("mailer"),
        ORDER_PLACED.handler((order, event) -> mailer.send(order.orderId())));
  }

  static void build(EventBus bus, OrderPlaced order) {
    bus.emit(bus.events().builder(ORDER_PLACED, order).sessionId("s-1").actorName("shop").build());
  }

  static void optional(EventEmitter events, Order order) {
    events.emit(ORDER_PLACED, () -> new OrderPlaced(order.id(), order.total(), order.lines()));
  }

  static void lookup() {
    PayloadKind.builder("order.placed", OrderPlaced.class).lookup(MethodHandles.lookup()).build();
  }

  /** The examples of the Javadoc. */
  interface Javadoc {

    static void part(EventEmitter events, String session, String id, List<Line> lines) {
      events.emit(
          ORDER_PLACED, e -> e.sessionId(session).payload(ORDER_PLACED, new Placed(id, lines)));
    }

    record Placed(String orderId, List<Line> lines) {}

    PayloadKind<Placed> ORDER_PLACED = PayloadKind.of("order.placed", Placed.class);

    static void codec() {
      PayloadKind.builder("order.delivery", Delivery.class)
          .codec(ZoneId.class, ZoneId::getId, ZoneId::of)
          .build();
    }

    /** The record of the description. */
    interface Described {
      @Description("A customer placed an order.")
      record OrderPlaced(@Description("The order's number.") String orderId, BigDecimal amount) {}
    }

    /** The record of the annotation. */
    interface Renamed {
      record OrderPlaced(@Formerly("id") String orderId, BigDecimal amount) {}
    }
  }
}
