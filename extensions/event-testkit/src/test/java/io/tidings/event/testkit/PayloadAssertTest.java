package io.tidings.event.testkit;

import static io.tidings.event.testkit.TidingsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.Formerly;
import io.tidings.event.PayloadKind;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PayloadAssertTest {

  record Line(String sku, int count) {}

  record Placed(
      @Formerly("id") String orderId,
      @Nullable BigDecimal amount,
      List<Line> lines,
      @Nullable Object extra) {}

  record Named(String name) {
    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return name.hashCode();
    }
  }

  private static final PayloadKind<Placed> PLACED = PayloadKind.of(Order.PLACED, Placed.class);
  private static final PayloadKind<Named> NAMED = PayloadKind.of("order.named", Named.class);

  private final Bench bench = new Bench();
  private final RecordingEventBus bus = bench.bus;

  private static Placed placed(String amount, Line... lines) {
    return new Placed("o-1", new BigDecimal(amount), List.of(lines), null);
  }

  private DomainEvent emit(Placed payload) {
    DomainEvent event = bus.events().builder(PLACED, payload).actorName("ann").build();
    bus.emit(event);
    return event;
  }

  private static void failsWithNearest(ThrowingCallable call, String nearest) {
    assertThatThrownBy(call)
        .isInstanceOf(AssertionError.class)
        .message()
        .contains("\nNearest: order.placed …000001 " + nearest + ".\n");
  }

  @Test
  void equal_payload_is_found_and_narrows() {
    emit(placed("1.00"));
    DomainEvent second = emit(placed("2.00", new Line("a", 1)));

    assertThat(bus)
        .emitted(PLACED)
        .withActor("ann")
        .withPayload(placed("2.00", new Line("a", 1)))
        .withPayload(order -> assertThat(order.amount()).isPositive())
        .withDetail("order_id", "o-1");
    assertThat(
            assertThat(bus).emitted(PLACED).withPayload(placed("2.00", new Line("a", 1))).events())
        .containsExactly(second);
  }

  @Test
  void details_are_decoded_as_a_payload() {
    bench.emit(
        Order.PLACED,
        builder -> builder.detail("id", "o-1").detail("amount", "1.00").detail("lines", List.of()));

    assertThat(bus).emitted(PLACED).withPayload(placed("1.00"));
    failsWithNearest(
        () -> assertThat(bus).emitted(PLACED).withPayload(placed("2.00")),
        "has a payload with amount = \"1.00\" instead of \"2.00\"");
  }

  @Test
  void failure_names_each_component_that_differs() {
    emit(placed("1.00", new Line("a", 1), new Line("b", 2)));

    assertThatThrownBy(
            () ->
                assertThat(bus)
                    .as("the order")
                    .emitted(PLACED)
                    .withPayload(
                        new Placed("o-2", null, List.of(new Line("a", 3)), Map.of("n", 1L))))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            [the order] Expected order.placed with payload Placed{order_id="o-2", lines=[{sku="a", count=3}], \
            extra={n=1}}, but there was none.
            Nearest: order.placed …000001 has a payload with order_id = "o-1" instead of "o-2" and \
            lines[0].count = 1 instead of 3 and lines[1] = {sku="b", count=2} instead of absent and \
            extra = absent instead of {n=1} and amount = "1.00" instead of absent.
            1 event:
              +0 ms order.placed …000001 {order_id="o-1", amount="1.00", lines=[{sku="a", count=1}, {sku="b", count=2}]}\
            """);
  }

  @Test
  void many_differences_are_counted() {
    Line[] lines = new Line[7];
    Line[] others = new Line[7];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = new Line("a", i);
      others[i] = new Line("a", i + 1);
    }
    emit(placed("1.00", lines));

    assertThatThrownBy(() -> assertThat(bus).emitted(PLACED).withPayload(placed("1.00", others)))
        .hasMessageContaining("lines[4].count = 4 instead of 5 and 2 more differences");
  }

  @Test
  void payload_that_does_not_decode_is_named() {
    bench.emit(
        Order.PLACED, builder -> builder.detail("order_id", "o-1").detail("amount", List.of()));
    String reason =
        "has no payload: order.placed is not readable as "
            + Placed.class.getName()
            + ": details[\"amount\"] holds a List that is not exactly a java.math.BigDecimal";

    failsWithNearest(() -> assertThat(bus).emitted(PLACED).withPayload(placed("1.00")), reason);
    failsWithNearest(() -> assertThat(bus).emitted(PLACED).withPayload(order -> {}), reason);
    emit(placed("1.00"));
    assertThat(bus).emitted(PLACED).withPayload(placed("1.00"));
  }

  @Test
  void violated_requirement_is_quoted() {
    emit(placed("-1"));

    assertThatThrownBy(
            () ->
                assertThat(bus)
                    .emitted(PLACED)
                    .withPayload(order -> assertThat(order.orderId()).isEqualTo("o-2")))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("with a payload that meets the requirements, but there was none")
        .hasMessageContaining("has a payload that violates: expected: \"o-2\"")
        .hasMessageContaining("but was: \"o-1\"");
    assertThatIllegalStateException()
        .isThrownBy(
            () ->
                assertThat(bus)
                    .emitted(PLACED)
                    .withPayload(
                        order -> {
                          throw new IllegalStateException("thrown on purpose");
                        }));
  }

  @Test
  void own_equality_of_the_record_decides() {
    Named emitted = new Named("a");
    bus.emit(NAMED, emitted);

    assertThat(bus).emitted(NAMED).withPayload(emitted);
    assertThatThrownBy(() -> assertThat(bus).emitted(NAMED).withPayload(new Named("a")))
        .hasMessageContaining("has a payload with the same details that equals() rejects");
  }

  @Test
  void waiting_finds_the_payload() {
    emit(placed("1.00"));

    assertThat(bus).within(Duration.ZERO).emitted(PLACED).withPayload(placed("1.00"));
    assertThatThrownBy(
            () ->
                assertThat(bus)
                    .within(Duration.ofMillis(1))
                    .emitted(PLACED)
                    .withPayload(placed("2.00")))
        .hasMessageContaining("within 1 ms");
  }
}
