package io.tidings.event.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.Absent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("once")
class QueryTest extends EveryDatabaseTest {

  private static Arguments filter(
      String name, Consumer<EventBuilder> found, Function<EventQuery, EventQuery> filter) {
    return Arguments.of(name, found, filter);
  }

  /** One filter each, with what an event needs to be found by it. */
  static Stream<Arguments> filters() {
    Instant later = Instant.parse("2026-06-01T00:00:00.000001Z");
    return Stream.of(
        filter("event", e -> e.id("x"), q -> q.event("x")),
        filter("correlation", e -> e.correlationId("x"), q -> q.correlation("x")),
        filter("session", e -> e.sessionId("x"), q -> q.session("x")),
        filter("plan", e -> e.planId("x"), q -> q.plan("x")),
        filter("plan tree, by root", e -> e.rootPlanId("x"), q -> q.planTree("x")),
        filter("plan tree, the root itself", e -> e.planId("x"), q -> q.planTree("x")),
        filter("actor", e -> e.actorName("x y"), q -> q.actor("x y")),
        filter(
            "request type", e -> e.detail("request_type", "router"), q -> q.requestType("router")),
        filter("since", e -> e.timestamp(later), q -> q.since(later)),
        filter(
            "since, between microseconds",
            e -> e.timestamp(later),
            q -> q.since(later.minusNanos(1))),
        filter("causal tree, itself", e -> e.id("x"), q -> q.causalTree("x")));
  }

  /** All filters; those beyond {@link #filters} find every event that is not of a tenant's. */
  static Stream<Arguments> allFilters() {
    Instant far = Instant.parse("2100-01-01T00:00:00Z");
    EventScope theirs = new EventScope("x", "x", "gemini", "x");
    return Stream.concat(
        filters(),
        Stream.of(
            filter("kinds", e -> {}, q -> q.kinds(EventType.PLAN_CREATED)),
            filter("types", e -> {}, q -> q.types("plan.created")),
            filter("kind prefix", e -> {}, q -> q.kindPrefix("plan.")),
            filter("category", e -> {}, q -> q.category("plan")),
            filter("organization", e -> e.scope(theirs), q -> q.organization("x")),
            filter("workspace", e -> e.scope(theirs), q -> q.workspace("x")),
            filter("user", e -> e.scope(theirs), q -> q.user("x")),
            filter("before", e -> {}, q -> q.before(far)),
            filter("received since", e -> {}, q -> q.receivedSince(Instant.EPOCH)),
            filter("received before", e -> {}, q -> q.receivedBefore(far))));
  }

  @Contract("AUD-02")
  @ParameterizedTest(name = "{0}")
  @MethodSource("filters")
  void a_filter_finds_what_it_names_and_nothing_else(
      String name, Consumer<EventBuilder> found, Function<EventQuery, EventQuery> filter) {
    EventStore store = open();
    EventBuilder wanted = event(EventType.PLAN_CREATED);
    found.accept(wanted);
    DomainEvent event = wanted.build();
    store.append(List.of(event(), event, event()));

    assertThat(read(store, filter.apply(IN_APOLLO))).as(name).containsExactly(event);
    assertThat(store.count(filter.apply(EventQuery.platform()))).isEqualTo(1);
  }

  @Contract("AUD-04")
  @ParameterizedTest(name = "{0}")
  @MethodSource("allFilters")
  void a_filter_never_finds_another_projects_events(
      String name, Consumer<EventBuilder> found, Function<EventQuery, EventQuery> filter) {
    EventStore store = open();
    EventBuilder theirs = event(EventType.PLAN_CREATED).scope(GEMINI);
    found.accept(theirs);
    EventBuilder nobodys = events.root(EventType.PLAN_CREATED);
    found.accept(nobodys);
    store.append(List.of(theirs.build(), nobodys.build()));
    assertThat(store.count(filter.apply(EventQuery.platform()))).as("it finds them").isPositive();

    for (EventQuery.Paging paging : List.of(Window.all(), Cursor.start())) {
      EventQuery mine = filter.apply(IN_APOLLO);
      EventQuery paged =
          paging instanceof Window window ? mine.window(window) : mine.cursor((Cursor) paging);
      assertThat(read(store, paged)).as(name).isEmpty();
      assertThat(store.count(paged)).isZero();
      assertThat(store.countByKind(paged)).isEmpty();
    }
  }

  @Contract("AUD-02")
  @Test
  void scopes_are_filters() {
    EventStore store = open();
    DomainEvent event =
        event(EventType.PLAN_CREATED).scope(new EventScope("o", "w", "apollo", "u")).build();
    store.append(List.of(event(), event));

    assertThat(read(store, IN_APOLLO.organization("o"))).containsExactly(event);
    assertThat(read(store, IN_APOLLO.workspace("w"))).containsExactly(event);
    assertThat(read(store, IN_APOLLO.user("u"))).containsExactly(event);
    assertThat(read(store, IN_APOLLO.user("u").organization("other"))).isEmpty();
  }

  @Contract("AUD-02")
  @Test
  void filters_are_anded() {
    EventStore store = open();
    DomainEvent both = event(EventType.PLAN_CREATED).sessionId("s").planId("p").build();
    store.append(List.of(both, event(EventType.PLAN_CREATED).sessionId("s").build()));

    assertThat(read(store, IN_APOLLO.session("s").plan("p"))).containsExactly(both);
    assertThat(read(store, IN_APOLLO.session("s").session("t"))).isEmpty();
  }

  @Contract("AUD-02")
  @Test
  void kinds_categories_and_prefixes() {
    EventStore store = open();
    DomainEvent created = event(EventType.PLAN_CREATED).build();
    DomainEvent checkpoint = event(EventType.CHECKPOINT_CREATED).build();
    DomainEvent own = event(EventKind.of("planet.found")).build();
    store.append(List.of(created, checkpoint, own));

    EventQuery query = IN_APOLLO.cursor(Cursor.start());
    assertThat(read(store, query.kinds(EventType.PLAN_CREATED, own.kind())))
        .containsExactly(created, own);
    assertThat(read(store, query.types("plan.created"))).containsExactly(created);
    assertThat(read(store, query.category("sandbox"))).containsExactly(checkpoint);
    assertThat(read(store, query.kindPrefix("plan."))).containsExactly(created);
    assertThat(read(store, query.kindPrefix("plan"))).containsExactly(created, own);
    assertThat(read(store, query.kinds(EventType.UNKNOWN))).containsExactly(own);
    assertThat(read(store, query.kinds(EventType.UNKNOWN, EventType.PLAN_CREATED)))
        .containsExactly(created, own);
  }

  @Contract("AUD-02")
  @Test
  void times_of_happening_and_of_arrival_are_told_apart() {
    EventStore store = open();
    Instant start = clock.instant();
    DomainEvent early = event(EventType.PLAN_CREATED).timestamp(start.minusSeconds(60)).build();
    store.append(event());
    clock.advance(Duration.ofMinutes(1));
    store.append(early);

    assertThat(read(store, IN_APOLLO.before(start))).containsExactly(early);
    assertThat(read(store, IN_APOLLO.receivedSince(start.plusSeconds(60)))).containsExactly(early);
    assertThat(read(store, IN_APOLLO.receivedBefore(start.plusNanos(1)))).doesNotContain(early);
    assertThat(read(store, IN_APOLLO.receivedBefore(start))).isEmpty();
  }

  @Contract("AUD-03")
  @ParameterizedTest
  @ValueSource(strings = {"", " ", "plan created", "plan.\u0000", "plän", "x' OR '1'='1 --"})
  void ill_formed_ids_are_refused(String id) {
    assertThatIllegalArgumentException().isThrownBy(() -> EventQuery.project(id));
    assertThatIllegalArgumentException().isThrownBy(() -> IN_APOLLO.kinds(EventKind.of(id)));
    assertThatIllegalArgumentException().isThrownBy(() -> IN_APOLLO.types(id));
    assertThatIllegalArgumentException().isThrownBy(() -> IN_APOLLO.kindPrefix(id));
    assertThatIllegalArgumentException().isThrownBy(() -> IN_APOLLO.session(id));
    assertThatIllegalArgumentException().isThrownBy(() -> IN_APOLLO.causalTree(id));
    assertThatIllegalArgumentException().isThrownBy(() -> Window.all().next(id));
  }

  @Contract("AUD-03")
  @Test
  void types_outside_the_catalogue_are_refused_where_a_query_names_types() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IN_APOLLO.types("plan.imagined"))
        .withMessageContaining("plan.imagined");
    assertThatIllegalArgumentException().isThrownBy(() -> IN_APOLLO.types());
    assertThatIllegalArgumentException().isThrownBy(() -> IN_APOLLO.kinds());
  }

  @Test
  void null_and_names_of_no_length_are_refused() {
    assertThatNullPointerException()
        .isThrownBy(() -> EventQuery.project(Absent.absent()))
        .withMessage("projectId");
    assertThatNullPointerException().isThrownBy(() -> IN_APOLLO.session(Absent.absent()));
    assertThatIllegalArgumentException().isThrownBy(() -> IN_APOLLO.actor(""));
    assertThatIllegalArgumentException().isThrownBy(() -> IN_APOLLO.actor("x".repeat(257)));
  }

  @Contract("AUD-01")
  @Test
  void a_query_without_filters_finds_all_of_the_project() {
    EventStore store = open();
    List<DomainEvent> mine = events(3);
    store.append(mine);
    store.append(event(EventType.PLAN_CREATED).scope(GEMINI).build());

    assertThat(store.list(IN_APOLLO)).hasSize(3);
    assertThat(store.list(EventQuery.project("vostok"))).isEmpty();
    assertThat(store.count(EventQuery.platform())).isEqualTo(4);
  }

  @Contract("AUD-01")
  @Test
  void counts_do_not_mind_the_limit() {
    EventStore store = open();
    store.append(events(3));
    store.append(event(EventType.TOOL_INVOKED).build());

    assertThat(store.count(IN_APOLLO.window(Window.latest(1)))).isEqualTo(4);
    assertThat(store.countByKind(IN_APOLLO))
        .containsExactly(
            Map.entry(EventType.PLAN_CREATED, 3L), Map.entry(EventType.TOOL_INVOKED, 1L));
  }

  @Contract("AUD-02")
  @Test
  void a_request_type_that_is_none_counts_as_unknown() {
    EventStore store = open();
    store.append(
        List.of(
            event(),
            event(EventType.PLAN_CREATED).detail("request_type", 7).build(),
            event(EventType.PLAN_CREATED).detail("request_type", "not an id").build()));

    assertThat(read(store, IN_APOLLO.requestType("unknown"))).hasSize(3);
  }
}
