package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.lang.invoke.MethodHandles;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Payload kinds: identity, names and the types that are rejected when a kind is made. */
class PayloadKindTest {

  record Placed(String orderId) {}

  record Bean(Getters line) {}

  static final class Getters {
    String getName() {
      return "name";
    }
  }

  record Node(String name, List<Node> children) {}

  record Outer(Inner inner) {}

  record Inner(Optional<Outer> back) {}

  record Box<T>(T content) {}

  record BoxHolder(Box<String> box) {}

  @SuppressWarnings("ArrayRecordComponent") // rejected on purpose
  record Bytes(byte[] content) {}

  record Lists(List<String[]> lists) {}

  @SuppressWarnings("ArrayRecordComponent") // rejected on purpose
  record GenericArray(List<String>[] lists) {}

  record Zoned(List<ZoneId> zones) {}

  @SuppressWarnings("rawtypes")
  record Raw(List lines) {}

  record Wild(List<? extends Number> numbers) {}

  record Keys(Map<Integer, String> byNumber) {}

  record OptionalElement(List<Optional<String>> notes) {}

  record Int(OptionalInt count) {}

  record Any(Collection<String> names) {}

  record Meeting(String orderId, String order_id) {}

  record Reused(@Formerly("order_id") String id, String orderId) {}

  record Nameless(@Formerly("") String id) {}

  record Mixed(Shape shape) {}

  sealed interface Shape permits Circle, Odd {}

  record Circle(double radius) implements Shape {}

  static final class Odd implements Shape {}

  record Taken(Typed typed) {}

  sealed interface Typed permits WithType {}

  record WithType(String type) implements Typed {}

  record Same(Both both) {}

  sealed interface Both permits OneTwo, Nest.oneTwo {}

  record OneTwo() implements Both {}

  static final class Nest {
    record oneTwo() implements Both {}
  }

  record Tree(Expression root) {}

  sealed interface Expression permits Sum, Literal {}

  record Sum(Expression left, Expression right) implements Expression {}

  record Literal(long value) implements Expression {}

  record Twins(Twin twin) {}

  enum Twin implements EventKind {
    ONE,
    OTHER;

    @Override
    public String id() {
      return "twin.id";
    }
  }

  record Broken(UntruthfulValuesTest.BrokenKind kind) {}

  static Stream<Arguments> rejectedTypes() {
    return Stream.of(
        Arguments.of(Bean.class, "component line of ", "use a record"),
        Arguments.of(Node.class, "component children[] of ", "contains itself"),
        Arguments.of(Outer.class, "component inner.back of ", "contains itself"),
        Arguments.of(Box.class, "component " + Box.class.getName(), "is generic"),
        Arguments.of(BoxHolder.class, "component box of ", "is generic"),
        Arguments.of(Bytes.class, "component content of ", "byte[] is an array"),
        Arguments.of(Lists.class, "component lists[] of ", "use a List"),
        Arguments.of(GenericArray.class, "component lists of ", "use a List"),
        Arguments.of(Zoned.class, "component zones[] of ", "codec(ZoneId.class, ...)"),
        Arguments.of(Raw.class, "component lines of ", "is raw"),
        Arguments.of(Wild.class, "component numbers[] of ", "name the type itself"),
        Arguments.of(Keys.class, "component byNumber of ", "use String"),
        Arguments.of(OptionalElement.class, "component notes[] of ", "leave elements out"),
        Arguments.of(Int.class, "component count of ", "codec(OptionalInt.class, ...)"),
        Arguments.of(Any.class, "component names of ", "is not supported"),
        Arguments.of(Meeting.class, Meeting.class.getName(), "\"order_id\"; rename one"),
        Arguments.of(Reused.class, Reused.class.getName(), "\"order_id\"; rename one"),
        Arguments.of(Nameless.class, Nameless.class.getName(), "rename one"),
        Arguments.of(Mixed.class, "component shape of ", "which is no record"),
        Arguments.of(Taken.class, "component typed of ", "component named type"),
        Arguments.of(Same.class, "component both of ", "\"one_two\"; rename one"),
        Arguments.of(Tree.class, "component root(Sum).left(Sum) of ", "contains itself"),
        Arguments.of(Twins.class, "component twin of ", "\"twin.id\" of another"),
        Arguments.of(Broken.class, "component kind of ", "whose id() cannot be used"));
  }

  @ParameterizedTest
  @MethodSource("rejectedTypes")
  @Contract({"PAY-05", "PAY-06"})
  void unsupported_record_is_rejected(Class<? extends Record> type, String path, String remedy) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PayloadKind.of("a.b", type))
        .withMessageContaining(path)
        .withMessageContaining(type.getName())
        .withMessageContaining(remedy);
  }

  @Test
  @Contract("PAY-06")
  void class_that_is_no_record_is_rejected() {
    @SuppressWarnings({"unchecked", "rawtypes"})
    Class<Placed> pretended = (Class<Placed>) (Class) Getters.class;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> PayloadKind.of("a.b", pretended))
        .withMessageContaining("type must be a record, but is " + Getters.class.getName());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PayloadKind.of("a.b", Record.class))
        .withMessageContaining("type must be a record");
  }

  @Test
  @Contract("PAY-06")
  void codec_that_no_component_uses_is_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PayloadKind.builder("a.b", Placed.class)
                    .codec(ZoneId.class, ZoneId::getId, ZoneId::of)
                    .build())
        .withMessageContaining("has the type java.time.ZoneId of a codec");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                PayloadKind.builder("a.b", Bytes.class)
                    .codec(byte[].class, String::new, String::getBytes))
        .withMessageContaining("must not be primitive or an array");
  }

  @Test
  @Contract("KND-02")
  void event_has_the_enum_constant_under_a_payload_kind() {
    PayloadKind<Placed> over = PayloadKind.of(HostKind.ORDER_PLACED, Placed.class);
    PayloadKind<Placed> type = PayloadKind.of(EventType.PLAN_CREATED, Placed.class);
    PayloadKind<Placed> byId = PayloadKind.of("plan.created", Placed.class);
    PayloadKind<Placed> own = PayloadKind.of("order.placed", Placed.class);
    Placed payload = new Placed("o-1");

    assertThat(DomainEvent.builder(over, payload).build().kind()).isSameAs(HostKind.ORDER_PLACED);
    assertThat(DomainEvent.builder(type, payload).build().kind()).isSameAs(EventType.PLAN_CREATED);
    assertThat(DomainEvent.builder(byId, payload).build().kind()).isSameAs(EventType.PLAN_CREATED);
    assertThat(DomainEvent.builder(own, payload).build().kind()).isSameAs(own);
    assertThat(DomainEvent.of(own).kind()).isSameAs(own);
  }

  @Test
  @Contract("KND-02")
  void payload_kinds_and_plain_kinds_are_equal_by_id() {
    PayloadKind<Placed> kind = PayloadKind.of("order.placed", Placed.class);

    assertThat(kind)
        .isEqualTo(PayloadKind.of("order.placed", Circle.class))
        .isEqualTo(EventKind.of("order.placed"))
        .hasSameHashCodeAs(EventKind.of("order.placed"))
        .isNotEqualTo(EventKind.of("order.shipped"))
        .hasToString("order.placed");
    assertThat(EventKind.of("order.placed")).isEqualTo(kind);
    assertThat(EventKind.category(kind)).isEqualTo("order");
  }

  @Test
  @Contract("KND-02")
  void events_are_equal_whatever_kind_with_the_id_they_have() {
    DomainEvent own =
        DomainEvent.builder(PayloadKind.of("order.placed", Placed.class), new Placed("o")).build();
    DomainEvent plain =
        DomainEvent.root(EventKind.of("order.placed"))
            .id(own.id())
            .timestamp(own.timestamp())
            .details(own.details())
            .build();
    DomainEvent host =
        DomainEvent.root(HostKind.ORDER_PLACED)
            .id(own.id())
            .timestamp(own.timestamp())
            .details(own.details())
            .build();

    assertThat(List.of(plain, host)).allSatisfy(e -> assertThat(e).isEqualTo(own));
    assertThat(Set.copyOf(List.of(plain))).contains(own, host);
    assertThat(own.toBuilder().actorName("other").build()).isNotEqualTo(own);
  }

  @Test
  @Contract("KND-01")
  void ill_formed_ids_and_nulls_are_rejected() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PayloadKind.of("a b", Placed.class))
        .withMessageStartingWith("id must be");
    assertThatNullPointerException()
        .isThrownBy(() -> PayloadKind.of("a.b", Absent.<Class<Placed>>absent()))
        .withMessage("type");
    assertThatNullPointerException()
        .isThrownBy(() -> PayloadKind.of(Absent.<HostKind>absent(), Placed.class))
        .withMessage("constant");
    assertThatNullPointerException()
        .isThrownBy(() -> PayloadKind.of("a.b", Placed.class).handler(Absent.absent()))
        .withMessage("handler");
  }

  @Test
  @Contract("PAY-05")
  void not_secret_names_are_details_of_the_kind() {
    PayloadKind<Placed> kind =
        PayloadKind.builder("a.b", Placed.class)
            .notSecret("order_id")
            .lookup(MethodHandles.lookup())
            .build();

    assertThat(kind.notSecret()).containsExactly("order_id");
    assertThat(kind.type()).isEqualTo(Placed.class);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PayloadKind.builder("a.b", Placed.class).notSecret("orderId").build())
        .withMessageContaining("[orderId]")
        .withMessageContaining("[order_id]");
  }

  @Test
  void selector_and_bus_accept_a_payload_kind() {
    PayloadKind<Placed> kind = PayloadKind.of("order.placed", Placed.class);
    EventBus bus = EventBus.create();
    List<EventKind> received = new ArrayList<>();
    bus.subscribe(EventSelector.kind(kind), event -> received.add(event.kind()));
    bus.subscribe(EventSelector.category("order"), event -> received.add(event.kind()));

    bus.emit(kind, new Placed("o"));
    bus.emit(DomainEvent.of(HostKind.ORDER_PLACED));

    assertThat(bus.isEnabled(kind)).isTrue();
    assertThat(received).containsExactly(kind, kind, HostKind.ORDER_PLACED, HostKind.ORDER_PLACED);
  }
}
