package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Explicit, then ambient, then the host's source; per field, unless one contradicts (SCO-05). */
@Contract("SCO-05")
class ScopeResolutionTest {

  private static EventScope resolved(EventScope explicit, EventScope ambient, EventScope source) {
    EventFactory events = EventFactory.standard().withScopes(() -> source);
    try (EventContext.Handle opened = ambient.open()) {
      return events.builder(EventType.PLAN_CREATED).scope(explicit).build().scope();
    }
  }

  private static EventScope scope(@Nullable String... ids) {
    return new EventScope(ids[0], ids[1], ids[2], ids[3]);
  }

  private static @Nullable String[] ids(EventScope scope) {
    return new @Nullable String[] {
      scope.organization(), scope.workspace(), scope.project(), scope.user()
    };
  }

  /** The rule, said another way than the code says it. */
  private static EventScope expected(List<EventScope> inOrder) {
    @Nullable String[] result = new @Nullable String[4];
    for (EventScope next : inOrder) {
      @Nullable String[] offered = ids(next);
      boolean agrees =
          IntStream.range(0, 4)
              .allMatch(
                  i ->
                      result[i] == null
                          || offered[i] == null
                          || Objects.equals(result[i], offered[i]));
      if (agrees) {
        Arrays.setAll(result, i -> result[i] != null ? result[i] : offered[i]);
      }
    }
    return scope(result);
  }

  @Test
  void every_combination_of_who_gives_which_field_is_resolved_per_field() {
    for (int bits = 0; bits < 1 << 12; bits++) {
      EventScope explicit = agreeing(bits);
      EventScope ambient = agreeing(bits >> 4);
      EventScope source = agreeing(bits >> 8);

      assertThat(resolved(explicit, ambient, source))
          .as("combination %s", bits)
          .isEqualTo(agreeing(bits | bits >> 4 | bits >> 8));
    }
  }

  /** Returns the scope with those of the four ids that {@code bits} asks for. */
  private static EventScope agreeing(int bits) {
    return scope(
        (bits & 1) != 0 ? "org" : null,
        (bits & 2) != 0 ? "ws" : null,
        (bits & 4) != 0 ? "proj" : null,
        (bits & 8) != 0 ? "user" : null);
  }

  @Test
  void every_combination_of_two_fields_that_may_contradict_is_resolved_by_the_rule() {
    for (int code = 0; code < 729; code++) {
      List<EventScope> three = List.of(pair(code), pair(code / 9), pair(code / 81));

      assertThat(resolved(three.get(0), three.get(1), three.get(2)))
          .as("explicit, ambient, source: %s", three)
          .isEqualTo(expected(three));
    }
  }

  /** Returns one of nine scopes: project and user each absent, a or b. */
  private static EventScope pair(int code) {
    @Nullable String[] values = {null, "a", "b"};
    return scope(null, null, values[code % 3], values[code / 3 % 3]);
  }

  @Test
  void an_ambient_scope_of_somebody_else_fills_nothing() {
    assertThat(
            resolved(
                EventScope.none().withProject("ours"),
                new EventScope("theirs", "theirs", "theirs", "theirs"),
                EventScope.none()))
        .isEqualTo(EventScope.none().withProject("ours"));
  }

  @Test
  void a_source_that_contradicts_the_ambient_scope_fills_nothing() {
    assertThat(
            resolved(
                EventScope.none().withProject("p"),
                EventScope.none().withUser("u"),
                new EventScope("o", null, null, "another")))
        .isEqualTo(new EventScope(null, null, "p", "u"));
  }

  @Test
  void a_source_may_still_fill_when_the_ambient_scope_contradicts() {
    assertThat(
            resolved(
                EventScope.none().withProject("p"),
                EventScope.none().withProject("other").withUser("other"),
                EventScope.none().withProject("p").withUser("u")))
        .isEqualTo(new EventScope(null, null, "p", "u"));
  }

  @Test
  @Contract("SCO-05")
  void an_event_given_only_project_and_user_gets_its_organization_from_the_ambient_scope() {
    assertThat(
            resolved(
                new EventScope(null, null, "p", "u"),
                new EventScope("o", "w", "p", "u"),
                EventScope.none()))
        .isEqualTo(new EventScope("o", "w", "p", "u"));
  }

  @Test
  void a_builder_tells_the_scope_that_its_event_will_have() {
    EventFactory events =
        EventFactory.standard().withScopes(() -> EventScope.none().withOrganization("o"));
    try (EventContext.Handle opened = EventScope.none().withUser("u").open()) {
      EventBuilder builder =
          events.builder(EventType.PLAN_CREATED).scope(EventScope.none().withProject("p"));

      assertThat(builder.scope()).isEqualTo(scope("o", null, "p", "u"));
      assertThat(builder.scope()).isEqualTo(builder.build().scope());
    }
  }
}
