package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.shape.DetailShape;
import io.tidings.event.shape.DetailShape.Alternatives;
import io.tidings.event.shape.DetailShape.Anything;
import io.tidings.event.shape.DetailShape.Choice;
import io.tidings.event.shape.DetailShape.Component;
import io.tidings.event.shape.DetailShape.Elements;
import io.tidings.event.shape.DetailShape.Entries;
import io.tidings.event.shape.DetailShape.Scalar;
import io.tidings.event.shape.DetailShape.Structure;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Forms of details as data. */
@Contract("CAT-05")
class DetailShapeTest {

  enum Colour {
    RED,
    GREEN
  }

  sealed interface Payment permits Card, BankTransfer {}

  record Card(String last4) implements Payment {}

  record BankTransfer(String iban) implements Payment {}

  record Line(@Description("Stock keeping unit.") String sku, int count) {}

  @Description("A customer placed an order.")
  record Placed(
      @Formerly("id") @Description("The order's number.") String orderId,
      BigDecimal amount,
      Instant paidAt,
      boolean express,
      Optional<Colour> colour,
      List<Line> lines,
      Set<String> tags,
      Map<String, Long> weights,
      Payment payment,
      ZoneId zone,
      Object extra) {}

  enum OrderEvent implements EventKind {
    @Description("An order was placed by an employee.")
    PLACED,
    SHIPPED;

    @Override
    public String id() {
      return this == PLACED ? "order.placed" : "order.shipped";
    }
  }

  private static final PayloadKind<Placed> PLACED =
      PayloadKind.builder("order.placed", Placed.class)
          .codec(ZoneId.class, ZoneId::getId, ZoneId::of)
          .build();

  private static EventCatalog.Entry entry(EventCatalog catalog, String id) {
    return catalog.describe().stream().filter(e -> e.id().equals(id)).findFirst().orElseThrow();
  }

  private static Component optional(String name, DetailShape shape) {
    return new Component(name, shape, false, List.of(), null);
  }

  private static Component required(String name, DetailShape shape) {
    return new Component(name, shape, true, List.of(), null);
  }

  private static Scalar scalar(Class<?> type) {
    return new Scalar(type);
  }

  @Test
  void every_component_has_its_form() {
    Structure line =
        new Structure(
            Line.class,
            List.of(
                new Component("sku", scalar(String.class), false, List.of(), "Stock keeping unit."),
                required("count", scalar(Integer.class))));

    assertThat(entry(EventCatalog.builder().payload(PLACED).build(), "order.placed").details())
        .isEqualTo(
            new Structure(
                Placed.class,
                List.of(
                    new Component(
                        "order_id",
                        scalar(String.class),
                        false,
                        List.of("id"),
                        "The order's number."),
                    optional("amount", scalar(BigDecimal.class)),
                    optional("paid_at", scalar(Instant.class)),
                    required("express", scalar(Boolean.class)),
                    optional("colour", new Choice(List.of("RED", "GREEN"))),
                    optional("lines", new Elements(line, false)),
                    optional("tags", new Elements(scalar(String.class), true)),
                    optional("weights", new Entries(scalar(Long.class))),
                    optional(
                        "payment",
                        new Alternatives(
                            Map.of(
                                "card",
                                new Structure(
                                    Card.class, List.of(optional("last4", scalar(String.class)))),
                                "bank_transfer",
                                new Structure(
                                    BankTransfer.class,
                                    List.of(optional("iban", scalar(String.class))))))),
                    optional("zone", scalar(ZoneId.class)),
                    optional("extra", new Anything()))));
  }

  @Test
  void description_of_a_constant_is_preferred_to_that_of_its_record() {
    EventCatalog byId = EventCatalog.builder().payload(PLACED).build();
    EventCatalog both = EventCatalog.builder().all(byId).kinds(OrderEvent.class).build();

    assertThat(entry(byId, "order.placed").description()).isEqualTo("A customer placed an order.");
    assertThat(entry(both, "order.placed").description())
        .isEqualTo("An order was placed by an employee.");
    assertThat(entry(both, "order.shipped").description()).isNull();
    assertThat(entry(both, "order.shipped").details()).isNull();
    assertThat(entry(both, "order.shipped").category()).isEqualTo("order");
  }
}
