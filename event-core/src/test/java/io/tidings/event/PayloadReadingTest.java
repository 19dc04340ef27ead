package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Payloads that are decoded from the details of an event. */
class PayloadReadingTest {

  record Line(String sku, int count) {}

  sealed interface Payment permits Card, Cash {}

  record Card(String number) implements Payment {}

  @Formerly("money")
  record Cash() implements Payment {}

  enum Size {
    SMALL
  }

  record Order(
      @Formerly({"id", "order"}) @Nullable String orderId,
      @Nullable BigDecimal amount,
      @Nullable Double rate,
      @Nullable List<Line> lines,
      @Nullable Set<String> tags,
      @Nullable Map<String, Integer> counts,
      Optional<LocalDate> due,
      @Nullable Payment payment,
      @Nullable Size size) {}

  record Strict(int count) {
    Strict {
      if (count < 0) {
        throw new IllegalStateException("negative");
      }
    }
  }

  private static final PayloadKind<Order> ORDER = PayloadKind.of("order.placed", Order.class);
  private static final PayloadKind<Strict> STRICT = PayloadKind.of("a.b", Strict.class);

  private static Order read(String name, Object value) {
    return DomainEvent.root(ORDER).detail(name, value).build().payload(ORDER);
  }

  @Test
  @Contract("PAY-07")
  void unknown_details_are_ignored_and_absent_ones_are_null() {
    Order order = read("unknown", List.of(1));

    assertThat(order)
        .isEqualTo(new Order(null, null, null, null, null, null, Optional.empty(), null, null));
  }

  @Test
  @Contract("PAY-07")
  void exact_details_of_another_type_are_converted() {
    assertThat(read("amount", 3).amount()).isEqualTo(new BigDecimal("3"));
    assertThat(read("rate", 3).rate()).isEqualTo(3.0);
    assertThat(read("due", "2026-02-28").due()).contains(LocalDate.of(2026, 2, 28));
  }

  @Test
  @Contract("PAY-08")
  void renamed_component_is_read_by_its_former_names() {
    assertThat(read("id", "a").orderId()).isEqualTo("a");
    assertThat(read("order", "b").orderId()).isEqualTo("b");
    assertThat(
            DomainEvent.root(ORDER)
                .details(Map.of("order", "old", "id", "older", "order_id", "new"))
                .build()
                .payload(ORDER)
                .orderId())
        .isEqualTo("new");
    assertThat(read("payment", Map.of("type", "money")).payment()).isEqualTo(new Cash());
  }

  @Test
  @Contract("PAY-08")
  void details_are_built_with_the_present_names() {
    Order order = new Order("a", null, null, null, null, null, Optional.empty(), new Cash(), null);

    assertThat(DomainEvent.builder(ORDER, order).build().details())
        .isEqualTo(Map.of("order_id", "a", "payment", Map.of("type", "cash")));
  }

  static Stream<Arguments> inexact() {
    return Stream.of(
        Arguments.of("order_id", 3, "details[\"order_id\"] holds a Long", "java.lang.String"),
        Arguments.of("id", 3, "details[\"order_id\"] holds a Long", "java.lang.String"),
        Arguments.of("amount", "s3cret", "details[\"amount\"] holds a String", "BigDecimal"),
        Arguments.of("rate", Long.MAX_VALUE, "details[\"rate\"] holds a Long", "Double"),
        Arguments.of("lines", "s3cret", "details[\"lines\"] holds a String", "java.util.List"),
        Arguments.of("lines", List.of(7), "details[\"lines\"][0] holds a Long", "Line"),
        Arguments.of(
            "lines",
            List.of(Map.of("sku", "a", "count", 1), Map.of("sku", "b", "count", 1L << 40)),
            "details[\"lines\"][1][\"count\"] holds a Long",
            "Integer"),
        Arguments.of(
            "lines",
            List.of(Map.of("sku", "s3cret")),
            "details[\"lines\"][0][\"count\"] is absent",
            "Integer"),
        Arguments.of("tags", List.of("s3cret", "s3cret"), "details[\"tags\"][1] occurs", "twice"),
        Arguments.of("tags", Map.of(), "details[\"tags\"] holds a Map", "java.util.Set"),
        Arguments.of("counts", Map.of("a", "s"), "details[\"counts\"][\"a\"] holds a", "Integer"),
        Arguments.of("counts", List.of(), "details[\"counts\"] holds a List", "java.util.Map"),
        Arguments.of("due", "2026-02-30", "details[\"due\"] holds a String", "LocalDate"),
        Arguments.of("payment", Map.of(), "details[\"payment\"] has no entry \"type\"", "Payment"),
        Arguments.of("payment", Map.of("type", "s3cret"), "details[\"payment\"]", "Payment"),
        Arguments.of("payment", "s3cret", "details[\"payment\"] holds a String", "Payment"),
        Arguments.of("size", "s3cret", "details[\"size\"] holds a String", "Size"));
  }

  @ParameterizedTest(name = "[{index}] {0}")
  @MethodSource("inexact")
  @Contract("PAY-07")
  void details_that_are_not_exactly_a_payload_are_named(
      String name, Object value, String path, String type) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> read(name, value))
        .withMessageStartingWith("order.placed is not readable as " + Order.class.getName())
        .withMessageContaining(path)
        .withMessageContaining(type)
        .withMessageNotContaining("s3cret")
        .withNoCause();
  }

  @Test
  @Contract("PAY-07")
  void absent_primitive_and_failing_constructor_are_named() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DomainEvent.of(STRICT).payload(STRICT))
        .withMessageContaining("details[\"count\"] is absent")
        .withMessageContaining("declare it as Integer");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DomainEvent.root(STRICT).detail("count", -1).build().payload(STRICT))
        .withMessageContaining("constructor of " + Strict.class.getName())
        .withCauseInstanceOf(IllegalStateException.class);
  }

  @Test
  @Contract("PAY-11")
  void masked_component_is_named_and_not_returned() {
    for (DomainEvent masked :
        List.of(
            DomainEvent.root(ORDER).detail("order_id", "[redacted]").build(),
            DomainEvent.root(ORDER).detail("due", "[redacted]").build(),
            DomainEvent.root(ORDER).detail("tags", List.of("a", "[redacted]")).build(),
            DomainEvent.root(ORDER).detail("counts", Map.of("a", "[redacted]")).build())) {
      String name = masked.details().keySet().iterator().next();
      assertThatExceptionOfType(RedactedDetailException.class)
          .isThrownBy(() -> masked.payload(ORDER))
          .withMessageContaining("details[\"" + name + "\"]")
          .withMessageContaining("is redacted");
    }
    assertThat(read("order_id", "not [redacted]").orderId()).isEqualTo("not [redacted]");
  }

  @Test
  @Contract("PAY-07")
  void payload_of_another_kind_is_rejected() {
    DomainEvent event = DomainEvent.of(STRICT);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> event.payload(ORDER))
        .withMessageContaining("order.placed")
        .withMessageContaining("a.b")
        .withMessageContaining("event.is(kind)");
    assertThatNullPointerException()
        .isThrownBy(() -> event.payload(Absent.<PayloadKind<Order>>absent()))
        .withMessage("kind");
  }

  @Test
  @Contract("PAY-03")
  void another_record_of_the_same_id_is_decoded_from_the_details() {
    record Other(long count) {}
    PayloadKind<Other> other = PayloadKind.of("a.b", Other.class);
    DomainEvent event = DomainEvent.builder(STRICT, new Strict(7)).build();

    assertThat(event.payload(other)).isEqualTo(new Other(7)).isSameAs(event.payload(other));
    assertThat(event.payload(STRICT)).isSameAs(event.payload(STRICT));
  }

  @Test
  @Contract("PAY-03")
  void payload_is_decoded_once_per_event() {
    DomainEvent event = DomainEvent.root(STRICT).detail("count", 1).build();

    assertThat(event.payload(STRICT)).isSameAs(event.payload(STRICT));
    assertThat(event.toBuilder().planId("p").build().payload(STRICT))
        .isSameAs(event.payload(STRICT));
  }

  @Test
  @Contract("PAY-03")
  void copy_with_other_details_has_the_payload_of_its_own_details() {
    Strict payload = new Strict(1);
    DomainEvent event = DomainEvent.builder(STRICT, payload).build();
    DomainEvent same = event.toBuilder().build();
    DomainEvent changed = event.toBuilder().detail("count", 2).build();
    DomainEvent more = event.toBuilder().detail("extra", 2).build();
    DomainEvent rebuilt = DomainEvent.root(STRICT).details(event.details()).build();

    assertThat(same.payload(STRICT)).isSameAs(payload);
    assertThat(changed.payload(STRICT)).isEqualTo(new Strict(2));
    assertThat(more.payload(STRICT)).isEqualTo(payload).isNotSameAs(payload);
    assertThat(rebuilt.payload(STRICT)).isEqualTo(payload).isNotSameAs(payload);
    assertThat(DomainEvent.builder(STRICT, payload).detail("count", 5).build().payload(STRICT))
        .isEqualTo(new Strict(5));
  }

  @Test
  @Contract("PAY-03")
  void canonical_constructor_keeps_the_payload() {
    Strict payload = new Strict(1);
    DomainEvent event = DomainEvent.builder(STRICT, payload).build();
    DomainEvent copy =
        new DomainEvent(
            event.id(),
            event.kind(),
            event.timestamp(),
            event.correlationId(),
            event.causationId(),
            event.scope(),
            event.planId(),
            event.rootPlanId(),
            event.sessionId(),
            event.actorName(),
            event.projectName(),
            event.traceId(),
            event.spanId(),
            event.details());

    assertThat(copy.details()).isSameAs(event.details());
    assertThat(copy.payload(STRICT)).isSameAs(payload);
  }

  @Test
  @Contract("PAY-03")
  void payload_is_in_no_compared_or_shown_part_of_an_event() {
    DomainEvent typed = DomainEvent.builder(STRICT, new Strict(1)).build();
    DomainEvent plain =
        DomainEvent.root(STRICT)
            .id(typed.id())
            .timestamp(typed.timestamp())
            .detail("count", 1)
            .build();

    assertThat(typed).isEqualTo(plain).hasSameHashCodeAs(plain).hasToString(plain.toString());
    assertThat(typed.details()).isEqualTo(plain.details()).hasToString("{count=1}");
    assertThat(typed.details().entrySet()).hasSize(1);
  }

  @Test
  @Contract("PAY-03")
  void event_without_details_shares_no_payload() {
    record Empty() {}
    PayloadKind<Empty> kind = PayloadKind.of("a.b", Empty.class);
    Empty payload = new Empty();
    DomainEvent event = DomainEvent.builder(kind, payload).build();

    assertThat(event.payload(kind)).isSameAs(payload);
    assertThat(DomainEvent.of(kind).payload(kind)).isNotSameAs(payload);
    assertThat(DomainEvent.of(kind).details()).isEqualTo(event.details());
  }
}
