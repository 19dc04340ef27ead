package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.tidings.event.spi.IdSource;
import io.tidings.event.spi.ScopeSource;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventFactoryTest {

  private static final EventFactory STANDARD = EventFactory.standard();

  @Test
  @Contract("EVT-02")
  void the_clock_tells_when() {
    InstantSource clock = InstantSource.fixed(Instant.ofEpochSecond(5, 1_999));

    assertThat(STANDARD.withClock(clock).root(EventType.PLAN_CREATED).build().timestamp())
        .isEqualTo(Instant.ofEpochSecond(5, 1_000));
  }

  @Test
  @Contract("EVT-02")
  void the_clock_is_not_asked_for_a_timestamp_that_is_given() {
    EventFactory events =
        STANDARD.withClock(
            () -> {
              throw new AssertionError("asked");
            });
    try (LogCapture log = LogCapture.open()) {
      events.root(EventType.PLAN_CREATED).timestamp(Instant.EPOCH).build();

      assertThat(log.entries()).isEmpty();
    }
  }

  @Test
  @Contract({"EVT-03", "EVT-12"})
  void the_id_source_gives_one_id_per_event_and_none_for_the_correlation() {
    Deque<String> ids = new ArrayDeque<>(List.of("e-1", "e-2"));
    EventFactory events = STANDARD.withIds(ids::remove);
    DomainEvent first = events.root(EventType.PLAN_CREATED).build();
    DomainEvent second = events.root(EventType.PLAN_CREATED).correlationId("c-1").build();

    assertThat(first.id()).isEqualTo("e-1");
    assertThat(first.correlationId()).isEqualTo("e-1");
    assertThat(second.id()).isEqualTo("e-2");
    assertThat(ids).isEmpty();
  }

  @Test
  @Contract("EVT-12")
  void the_id_source_is_not_asked_for_an_id_that_is_given() {
    Deque<String> ids = new ArrayDeque<>(List.of("e-1"));

    STANDARD.withIds(ids::remove).root(EventType.PLAN_CREATED).id("mine").build();

    assertThat(ids).containsExactly("e-1");
  }

  @Test
  @Contract("SCO-05")
  void the_scope_source_is_asked() {
    EventScope scope = EventScope.none().withUser("u");

    assertThat(STANDARD.withScopes(() -> scope).builder(EventType.PLAN_CREATED).build().scope())
        .isEqualTo(scope);
  }

  @Test
  @Contract("LIM-01")
  void the_limits_hold_for_what_the_factory_builds() {
    EventFactory narrow = STANDARD.withLimits(EventLimits.defaults().withMaxEntries(1));

    assertThat(narrow.limits().maxEntries()).isEqualTo(1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> narrow.root(EventType.PLAN_CREATED).detail("a", 1).detail("b", 2).build())
        .withMessageContaining("maxEntries");
  }

  @Test
  @Contract("EVT-05")
  void a_factory_made_from_another_leaves_that_one_as_it_was() {
    EventFactory one = STANDARD.withIds(() -> "one");
    EventFactory other = one.withIds(() -> "other").withClock(InstantSource.system());

    assertThat(one.root(EventType.PLAN_CREATED).build().id()).isEqualTo("one");
    assertThat(other.root(EventType.PLAN_CREATED).build().id()).isEqualTo("other");
    assertThat(STANDARD.limits()).isEqualTo(EventLimits.defaults());
  }

  @Test
  @Contract("EVT-05")
  void each_of_the_four_can_be_set_without_losing_the_others() {
    EventScope scope = EventScope.none().withUser("u");
    EventLimits limits = EventLimits.defaults().withMaxDepth(1);
    EventFactory events =
        STANDARD
            .withLimits(limits)
            .withScopes(() -> scope)
            .withIds(() -> "e-1")
            .withClock(InstantSource.fixed(Instant.EPOCH))
            .withScopes(() -> scope)
            .withLimits(limits);
    DomainEvent event = events.builder(EventType.PLAN_CREATED).build();

    assertThat(event.id()).isEqualTo("e-1");
    assertThat(event.timestamp()).isEqualTo(Instant.EPOCH);
    assertThat(event.scope()).isEqualTo(scope);
    assertThat(events.limits()).isEqualTo(limits);
  }

  @Test
  @Contract("EVT-03")
  void the_default_ids_are_26_crockford_characters_and_differ() {
    IdSource ids = IdSource.ulid();

    assertThat(List.of(ids.nextId(), ids.nextId(), ids.nextId()))
        .doesNotHaveDuplicates()
        .allMatch(id -> id.matches("[0-7][0-9A-HJKMNP-TV-Z]{25}"));
  }

  @Test
  @Contract("SCO-05")
  void the_default_scope_source_knows_nothing() {
    assertThat(ScopeSource.none().currentScope()).isEqualTo(EventScope.none());
  }

  @Test
  @Contract("EVT-07")
  void null_is_named_wherever_it_is_given() {
    assertThatNullPointerException()
        .isThrownBy(() -> STANDARD.withClock(Absent.absent()))
        .withMessage("clock");
    assertThatNullPointerException()
        .isThrownBy(() -> STANDARD.withIds(Absent.absent()))
        .withMessage("ids");
    assertThatNullPointerException()
        .isThrownBy(() -> STANDARD.withScopes(Absent.absent()))
        .withMessage("scopes");
    assertThatNullPointerException()
        .isThrownBy(() -> STANDARD.withLimits(Absent.absent()))
        .withMessage("limits");
    assertThatNullPointerException()
        .isThrownBy(() -> STANDARD.builder(Absent.absent()))
        .withMessage("kind");
    assertThatNullPointerException()
        .isThrownBy(() -> STANDARD.root(Absent.absent()))
        .withMessage("kind");
  }
}
