package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventKindTest {

  static Stream<String> illFormedIds() {
    Stream<String> outside =
        IntStream.of(0, '\t', '\n', '\r', ' ', 0x7f, 0x80, 0x85, 0xa0, 0xe9, 0x2028, 0xff0e)
            .mapToObj(c -> "plan" + (char) c + "created");
    return Stream.concat(outside, Stream.of("", " ", "\uD83D\uDE00", "x".repeat(129)));
  }

  @Test
  @Contract("KND-02")
  void the_id_of_a_catalogue_type_gives_the_catalogue_constant() {
    assertThat(EventKind.of("plan.created")).isSameAs(EventType.PLAN_CREATED);
  }

  @Test
  @Contract("KND-02")
  void two_kinds_with_the_same_id_are_equal() {
    assertThat(EventKind.of("order.placed"))
        .isEqualTo(EventKind.of("order.placed"))
        .hasSameHashCodeAs(EventKind.of("order.placed"))
        .isNotEqualTo(EventKind.of("order.shipped"))
        .hasToString("order.placed");
  }

  @Test
  @Contract("KND-01")
  void every_visible_ascii_character_may_stand_in_an_id() {
    String visible =
        IntStream.rangeClosed('!', '~')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();

    assertThat(EventKind.of(visible).id()).isEqualTo(visible);
  }

  @Test
  @Contract("KND-01")
  void an_id_of_128_characters_is_the_longest() {
    assertThat(EventKind.of("x".repeat(128)).id()).hasSize(128);
    assertThat(EventKind.of("x").id()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("illFormedIds")
  @Contract("KND-01")
  void an_ill_formed_id_is_refused(String id) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventKind.of(id))
        .withMessageStartingWith("id must be");
  }

  @ParameterizedTest
  @MethodSource("illFormedIds")
  @Contract("KND-01")
  void a_hosts_kind_with_an_ill_formed_id_is_refused_when_an_event_is_begun(String id) {
    EventKind kind = () -> id;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> DomainEvent.builder(kind))
        .withMessageStartingWith("kind.id() must be");
  }

  @Test
  @Contract("KND-01")
  void a_refused_id_is_not_repeated_raw_in_the_message() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventKind.of("forged\nlog line"))
        .withMessageContaining("U+000A")
        .withMessageNotContaining("\n");
  }

  @Test
  @Contract("KND-02")
  void the_category_of_a_kind_is_its_id_up_to_the_first_dot() {
    assertThat(EventKind.category(EventKind.of("order.line.added"))).isEqualTo("order");
    assertThat(EventKind.category(EventKind.of("order"))).isEqualTo("order");
    assertThat(EventKind.category(HostKind.ORDER_PLACED)).isEqualTo("order");
  }

  @Test
  @Contract("KND-02")
  void a_hosts_kind_with_an_id_of_the_catalogue_has_the_catalogues_category() {
    EventKind checkpoint = () -> "checkpoint.created";

    assertThat(EventKind.category(checkpoint)).isEqualTo("sandbox");
  }

  @Test
  @Contract("KND-02")
  void an_event_of_a_hosts_kind_with_an_id_of_the_catalogue_has_the_catalogue_constant() {
    assertThat(DomainEvent.of(HostKind.PLAN_CREATED_TOO).kind()).isSameAs(EventType.PLAN_CREATED);
  }

  @Test
  @Contract("KND-02")
  void event_has_the_constant_of_a_hosts_enum_and_of_other_kinds_a_plain_kind() {
    EventKind other = () -> "order.placed";

    assertThat(DomainEvent.of(HostKind.ORDER_PLACED).kind()).isSameAs(HostKind.ORDER_PLACED);
    assertThat(DomainEvent.of(other).kind()).isEqualTo(EventKind.of("order.placed"));
  }

  /** An enum whose id changes. */
  enum Fickle implements EventKind {
    KIND;

    private static String id = "first.id";

    @Override
    public String id() {
      return id;
    }
  }

  @Test
  @Contract("KND-02")
  void id_of_an_enum_constant_is_read_once_for_dispatch() {
    List<DomainEvent> received = new ArrayList<>();
    EventBus bus = EventBus.create();
    bus.subscribe(Fickle.KIND, received::add);
    DomainEvent event = DomainEvent.of(Fickle.KIND);

    Fickle.id = "second.id";
    bus.emit(event);

    assertThat(received).containsExactly(event);
    assertThat(EventKind.category(Fickle.KIND)).isEqualTo("first");
  }

  @Test
  @Contract("KND-02")
  void an_id_that_changes_between_calls_is_read_once() {
    Deque<String> ids = new ArrayDeque<>(List.of("first.id", "second.id", "third.id"));
    EventKind fickle = ids::remove;

    EventBuilder builder = DomainEvent.builder(fickle);

    assertThat(builder.build().kind()).isEqualTo(EventKind.of("first.id"));
    assertThat(builder.build().kind()).isEqualTo(EventKind.of("first.id"));
    assertThat(ids).hasSize(2);
  }

  @Test
  @Contract("KND-02")
  void a_selector_reads_an_id_once_and_goes_by_it() {
    Deque<String> ids = new ArrayDeque<>(List.of("first.id", "second.id", "third.id"));
    EventSelector selector = EventSelector.kind(ids::remove);

    assertThat(selector.matches(DomainEvent.of(EventKind.of("first.id")))).isTrue();
    assertThat(selector.matches(DomainEvent.of(EventKind.of("second.id")))).isFalse();
    assertThat(ids).hasSize(2);
  }

  @Test
  @Contract("KND-02")
  void an_event_is_of_every_kind_that_has_its_id() {
    DomainEvent event = DomainEvent.of(HostKind.ORDER_PLACED);

    assertThat(event.is(HostKind.ORDER_PLACED)).isTrue();
    assertThat(event.is(EventKind.of("order.placed"))).isTrue();
    assertThat(event.is(() -> "order.placed")).isTrue();
    assertThat(event.is(HostKind.ORDER_SHIPPED)).isFalse();
    assertThat(DomainEvent.of(EventType.PLAN_CREATED).is(HostKind.PLAN_CREATED_TOO)).isTrue();
  }

  @Test
  @Contract("KND-02")
  void events_of_different_kinds_with_one_id_are_equal() {
    DomainEvent ours = DomainEvent.of(HostKind.ORDER_PLACED);
    DomainEvent theirs =
        DomainEvent.root(() -> "order.placed").id(ours.id()).timestamp(ours.timestamp()).build();

    assertThat(theirs).isEqualTo(ours).hasSameHashCodeAs(ours);
  }

  @Test
  @Contract("KND-01")
  void a_kind_without_an_id_is_the_argument_at_fault() {
    EventKind nameless = Absent::absent;

    assertThatIllegalArgumentException()
        .isThrownBy(() -> DomainEvent.builder(nameless))
        .withMessageStartingWith("kind: id()")
        .withMessageContaining("returned null");
  }

  @Test
  @Contract("KND-01")
  void a_kind_that_throws_fails_where_it_is_given() {
    IllegalStateException thrown = new IllegalStateException("not loaded yet");
    EventKind throwing =
        () -> {
          throw thrown;
        };

    assertThatThrownBy(() -> DomainEvent.builder(throwing)).isSameAs(thrown);
  }

  @Test
  @Contract("EVT-07")
  void a_null_id_is_named() {
    assertThatNullPointerException()
        .isThrownBy(() -> EventKind.of(Absent.absent()))
        .withMessage("id");
  }

  @Test
  @Contract("EVT-07")
  void a_null_kind_is_named_wherever_one_is_taken() {
    DomainEvent event = DomainEvent.of(EventType.PLAN_CREATED);

    for (ThrowingCallable call :
        List.<ThrowingCallable>of(
            () -> DomainEvent.of(Absent.absent()),
            () -> DomainEvent.builder(Absent.absent()),
            () -> DomainEvent.root(Absent.absent()),
            () -> event.caused(Absent.absent()),
            () -> event.is(Absent.absent()))) {
      assertThatNullPointerException().isThrownBy(call).withMessage("kind");
    }
  }
}
