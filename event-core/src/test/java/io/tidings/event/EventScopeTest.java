package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.RecordComponent;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventScopeTest {

  private static final EventScope OUTER = new EventScope("o", "w", "p", "u");
  private static final EventScope INNER = EventScope.none().withProject("p2");

  record Field(
      String name,
      BiFunction<EventScope, @Nullable String, EventScope> with,
      Function<EventScope, @Nullable String> get) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Field> fields() {
    return Stream.of(
        new Field("organization", EventScope::withOrganization, EventScope::organization),
        new Field("workspace", EventScope::withWorkspace, EventScope::workspace),
        new Field("project", EventScope::withProject, EventScope::project),
        new Field("user", EventScope::withUser, EventScope::user));
  }

  private static EventScope onAnotherThread(Executor executor) {
    return CompletableFuture.supplyAsync(EventScope::current, executor).join();
  }

  @ParameterizedTest
  @MethodSource("fields")
  @Contract("SCO-01")
  void each_id_is_set_and_taken_away_alone(Field field) {
    EventScope one = field.with().apply(EventScope.none(), "x-1");

    assertThat(field.get().apply(one)).isEqualTo("x-1");
    assertThat(one.isNone()).isFalse();
    assertThat(fields().filter(other -> other.get().apply(one) != null)).hasSize(1);
    assertThat(field.with().apply(one, null)).isEqualTo(EventScope.none());
    assertThat(field.with().apply(field.with().apply(OUTER, null), field.get().apply(OUTER)))
        .isEqualTo(OUTER);
  }

  @ParameterizedTest
  @MethodSource("fields")
  @Contract({"SCO-01", "EVT-07"})
  void an_ill_formed_id_is_refused_by_name(Field field) {
    for (String id : new String[] {"", " ", "a b", "a\n", "\u00e9", "x".repeat(129)}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> field.with().apply(OUTER, id))
          .withMessageStartingWith(field + " must be ");
    }
  }

  @ParameterizedTest
  @MethodSource("fields")
  @Contract("SCO-01")
  void an_id_of_128_characters_is_the_longest(Field field) {
    assertThat(field.get().apply(field.with().apply(OUTER, "x".repeat(128)))).hasSize(128);
  }

  @Test
  @Contract("SCO-01")
  void changing_a_scope_makes_another() {
    EventScope changed = OUTER.withUser("someone");

    assertThat(changed).isEqualTo(new EventScope("o", "w", "p", "someone"));
    assertThat(OUTER.user()).isEqualTo("u");
  }

  @Test
  @Contract("SCO-11")
  void a_scope_has_four_ids_and_no_room_for_credentials() {
    assertThat(EventScope.class.getRecordComponents())
        .extracting(RecordComponent::getName)
        .containsExactly("organization", "workspace", "project", "user");
    assertThat(DomainEvent.class.getRecordComponents())
        .extracting(RecordComponent::getName)
        .noneMatch(name -> name.matches("(?i).*(token|secret|credential|password|auth).*"));
  }

  @Test
  @Contract("SCO-04")
  void reading_where_no_scope_is_open_gives_the_scope_that_is_none() {
    assertThat(EventScope.current()).isSameAs(EventScope.none());
    assertThat(EventScope.current().isNone()).isTrue();
  }

  @Test
  @Contract("SCO-02")
  void an_open_scope_is_ambient_until_it_is_closed() {
    try (EventContext.Handle opened = OUTER.open()) {
      assertThat(EventScope.current()).isEqualTo(OUTER);
    }

    assertThat(EventScope.current()).isEqualTo(EventScope.none());
  }

  @Test
  @Contract("SCO-02")
  void an_inner_scope_replaces_the_outer_one_as_a_whole_and_gives_it_back() {
    try (EventContext.Handle outer = OUTER.open()) {
      try (EventContext.Handle inner = INNER.open()) {
        assertThat(EventScope.current()).isEqualTo(INNER);
      }
      assertThat(EventScope.current()).isEqualTo(OUTER);
    }
  }

  @Test
  @Contract("SCO-02")
  void an_exception_leaves_no_scope_behind() {
    assertThatThrownBy(
            () -> {
              try (EventContext.Handle outer = OUTER.open();
                  EventContext.Handle inner = INNER.open()) {
                throw new IllegalStateException("business");
              }
            })
        .hasMessage("business");

    assertThat(EventScope.current()).isEqualTo(EventScope.none());
  }

  @Test
  @Contract("SCO-02")
  void opening_the_scope_that_is_none_hides_the_outer_one() {
    try (EventContext.Handle outer = OUTER.open();
        EventContext.Handle inner = EventScope.none().open()) {
      assertThat(EventScope.current().isNone()).isTrue();
    }
  }

  @Test
  @Contract("SCO-03")
  void another_thread_does_not_see_the_scope_unless_it_is_carried_there() {
    Executor threads = task -> new Thread(task).start();
    try (EventContext.Handle opened = OUTER.open()) {
      assertThat(onAnotherThread(threads)).isEqualTo(EventScope.none());
      assertThat(onAnotherThread(EventContext.propagating(threads))).isEqualTo(OUTER);
    }
  }

  @Test
  @Contract({"SCO-10", "EVT-08", "EVT-09"})
  void an_event_built_in_a_scope_carries_all_four_ids() {
    DomainEvent event;
    try (EventContext.Handle opened = OUTER.open()) {
      event = DomainEvent.of(EventType.PLAN_CREATED);
    }

    assertThat(event.scope()).isEqualTo(OUTER);
    assertThat(event.scope().user()).isEqualTo("u");
  }
}
