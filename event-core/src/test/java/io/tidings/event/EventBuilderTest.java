package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventBuilderTest {

  /** A text an event has: its argument's name, how to give it and where to find it. */
  record Part(String name, Setter setter, Getter getter) {

    interface Setter {
      EventBuilder set(EventBuilder builder, @Nullable String value);
    }

    interface Getter {
      @Nullable String get(DomainEvent event);
    }

    EventBuilder in(String value) {
      return setter.set(DomainEvent.root(EventType.PLAN_CREATED), value);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Part> ids() {
    return Stream.of(
        new Part("id", EventBuilder::id, DomainEvent::id),
        new Part("correlationId", EventBuilder::correlationId, DomainEvent::correlationId),
        new Part("causationId", EventBuilder::causationId, DomainEvent::causationId),
        new Part("planId", EventBuilder::planId, DomainEvent::planId),
        new Part("rootPlanId", EventBuilder::rootPlanId, DomainEvent::rootPlanId),
        new Part("sessionId", EventBuilder::sessionId, DomainEvent::sessionId),
        new Part("traceId", EventBuilder::traceId, DomainEvent::traceId),
        new Part("spanId", EventBuilder::spanId, DomainEvent::spanId));
  }

  static Stream<Part> names() {
    return Stream.of(
        new Part("actorName", EventBuilder::actorName, DomainEvent::actorName),
        new Part("projectName", EventBuilder::projectName, DomainEvent::projectName));
  }

  static Stream<Part> texts() {
    return Stream.concat(ids(), names());
  }

  @ParameterizedTest
  @MethodSource("texts")
  @Contract("EVT-01")
  void a_text_given_is_kept(Part part) {
    assertThat(part.getter().get(part.in("x-1").build())).isEqualTo("x-1");
  }

  @ParameterizedTest
  @MethodSource("texts")
  @Contract("EVT-07")
  void an_empty_text_is_refused_at_once(Part part) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> part.in(""))
        .withMessageStartingWith(part + " must be 1 to");
  }

  @ParameterizedTest
  @MethodSource("texts")
  @Contract("EVT-07")
  void a_blank_text_is_refused_at_once(Part part) {
    for (String blank : new String[] {" ", "   ", "\t", "\u2003"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> part.in(blank))
          .withMessageStartingWith(part + " must ");
    }
  }

  @ParameterizedTest
  @MethodSource("texts")
  @Contract("EVT-07")
  void a_control_character_is_refused_and_not_repeated(Part part) {
    for (char control : new char[] {0, '\t', '\n', '\r', 0x1b, 0x7f, 0x85, 0x9f}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> part.in("a" + control + "b"))
          .withMessageStartingWith(part + " must ")
          .withMessageNotContaining(String.valueOf(control));
    }
  }

  @ParameterizedTest
  @MethodSource("ids")
  @Contract({"EVT-03", "EVT-07"})
  void an_id_of_128_characters_is_the_longest(Part part) {
    assertThat(part.getter().get(part.in("x".repeat(128)).build())).hasSize(128);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> part.in("x".repeat(129)))
        .withMessage(
            part
                + " must be 1 to 128 characters long, but has 129; encode other texts with"
                + " ExternalId.encode");
  }

  @ParameterizedTest
  @MethodSource("ids")
  @Contract({"EVT-03", "EVT-07"})
  void an_id_beyond_visible_ascii_is_refused(Part part) {
    for (String id : new String[] {"a b", "caf\u00e9", "\uff11", "a\u202eb", "\ud83d\ude00"}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> part.in(id))
          .withMessageStartingWith(part + " must be visible ASCII");
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  @Contract("EVT-07")
  void a_name_of_256_characters_is_the_longest(Part part) {
    assertThat(part.getter().get(part.in("x".repeat(256)).build())).hasSize(256);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> part.in("x".repeat(257)))
        .withMessage(part + " must be 1 to 256 characters long, but has 257");
  }

  @ParameterizedTest
  @MethodSource("names")
  @Contract("EVT-07")
  void a_name_may_be_in_any_script(Part part) {
    String name = "Gra\u017cyna \u6771\u4eac \ud83d\ude80";

    assertThat(part.getter().get(part.in(name).build())).isEqualTo(name);
  }

  @ParameterizedTest
  @MethodSource("texts")
  @Contract("EVT-01")
  void null_takes_back_what_was_given(Part part) {
    DomainEvent event = part.setter().set(part.in("x-1"), null).build();

    assertThat(part.getter().get(event)).isNotEqualTo("x-1");
  }

  @Test
  @Contract("EVT-02")
  void a_null_timestamp_means_now() {
    DomainEvent event =
        DomainEvent.root(EventType.PLAN_CREATED).timestamp(Instant.EPOCH).timestamp(null).build();

    assertThat(event.timestamp()).isAfter(Instant.EPOCH);
  }

  @Test
  @Contract("EVT-12")
  void every_event_of_one_builder_has_an_id_of_its_own() {
    EventBuilder builder = DomainEvent.root(EventType.PLAN_CREATED).planId("p-1");
    DomainEvent first = builder.build();
    DomainEvent second = builder.build();

    assertThat(second.id()).isNotEqualTo(first.id());
    assertThat(second.correlationId()).isEqualTo(second.id());
    assertThat(second.planId()).isEqualTo(first.planId());
  }

  @Test
  @Contract("EVT-05")
  void a_builder_that_goes_on_does_not_touch_what_it_has_built() {
    EventBuilder builder = DomainEvent.root(EventType.PLAN_CREATED).detail("n", 1);
    DomainEvent first = builder.build();
    DomainEvent second = builder.planId("p-1").detail("n", 2).detail("m", 3).build();

    assertThat(first.planId()).isNull();
    assertThat(first.details()).isEqualTo(Map.of("n", 1L));
    assertThat(second.details()).isEqualTo(Map.of("n", 2L, "m", 3L));
  }

  @Test
  @Contract("EVT-07")
  void null_is_named_where_something_must_be_given() {
    EventBuilder builder = DomainEvent.root(EventType.PLAN_CREATED);

    assertThatNullPointerException()
        .isThrownBy(() -> builder.detail(Absent.absent(), 1))
        .withMessage("name");
    assertThatNullPointerException()
        .isThrownBy(() -> builder.details(Absent.absent()))
        .withMessage("details");
  }

  @Test
  @Contract("EVT-08")
  void a_null_scope_is_one_that_is_not_given() {
    EventScope scope = EventScope.none().withUser("u");

    try (var opened = scope.open()) {
      assertThat(DomainEvent.builder(EventType.PLAN_CREATED).scope(null).build().scope())
          .isEqualTo(scope);
    }
  }
}
