package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What each selector selects, asked twice: of the selector, and of a bus. */
class SelectorTest {

  private static final EventSelector PLANS = EventSelector.category("plan");
  private static final EventSelector SESSION = EventSelector.session("s-1");

  private static DomainEvent event(EventKind kind) {
    return DomainEvent.of(kind);
  }

  private static DomainEvent inSession(EventKind kind, String session) {
    return DomainEvent.builder(kind).sessionId(session).build();
  }

  private static void assertSelects(EventSelector selector, DomainEvent event, boolean expected) {
    List<DomainEvent> heard = new ArrayList<>();
    try (EventBus bus = EventBus.create()) {
      bus.subscribe(selector, heard::add);
      bus.emit(event);
      assertThat(heard).hasSize(expected ? 1 : 0);
      assertThat(selector.matches(event)).isEqualTo(expected);
      assertThat(bus.isEnabled(event.kind()) || !expected).isTrue();
      assertThat(selector.mayMatch(event.kind()) || !expected).isTrue();
    }
  }

  @Test
  @Contract("SEL-01")
  void a_kind_selects_its_events() {
    EventSelector applied = EventSelector.kind(EventType.PLAN_APPLIED);

    assertSelects(applied, event(EventType.PLAN_APPLIED), true);
    assertSelects(applied, event(EventType.PLAN_CREATED), false);
    assertSelects(applied, event(EventKind.of("plan.custom")), false);
  }

  @Test
  @Contract({"SEL-01", "KND-02"})
  void a_hosts_kind_selects_events_with_its_id() {
    EventKind placed = () -> "order.placed";

    assertSelects(EventSelector.kind(placed), event(EventKind.of("order.placed")), true);
    assertSelects(EventSelector.kind(placed), event(EventKind.of("order.shipped")), false);
    assertSelects(EventSelector.kind(() -> "plan.applied"), event(EventType.PLAN_APPLIED), true);
  }

  @Test
  @Contract("SEL-01")
  void several_kinds_select_the_events_of_each() {
    EventSelector some = EventSelector.kinds(EventType.TOOL_ERRORED, EventKind.of("tool.lost"));

    assertSelects(some, event(EventType.TOOL_ERRORED), true);
    assertSelects(some, event(EventKind.of("tool.lost")), true);
    assertSelects(some, event(EventType.TOOL_INVOKED), false);
  }

  @Test
  @Contract({"SEL-01", "CA-R3"})
  void a_category_selects_catalogue_and_host_kinds_alike() {
    assertSelects(PLANS, event(EventType.PLAN_APPLIED), true);
    assertSelects(PLANS, event(EventKind.of("plan.custom")), true);
    assertSelects(PLANS, event(EventKind.of("plan")), true);
    assertSelects(PLANS, event(EventKind.of("planet.found")), false);
    assertSelects(EventSelector.category("sandbox"), event(EventType.CHECKPOINT_CREATED), true);
    assertSelects(EventSelector.category("checkpoint"), event(EventType.CHECKPOINT_CREATED), false);
    assertSelects(EventSelector.category("order"), event(EventKind.of("order.placed")), true);
  }

  @Test
  @Contract("SEL-01")
  void a_session_selects_what_belongs_to_it() {
    assertSelects(SESSION, inSession(EventType.TOOL_INVOKED, "s-1"), true);
    assertSelects(SESSION, inSession(EventType.TOOL_INVOKED, "s-2"), false);
    assertSelects(SESSION, event(EventType.TOOL_INVOKED), false);
  }

  @Test
  @Contract("SEL-01")
  void a_correlation_selects_what_belongs_together() {
    DomainEvent cause = event(EventType.PLAN_CREATED);
    EventSelector together = EventSelector.correlation(cause.correlationId());

    assertSelects(together, cause, true);
    assertSelects(together, cause.caused(EventType.PLAN_APPLIED).build(), true);
    assertSelects(together, event(EventType.PLAN_APPLIED), false);
  }

  @Test
  @Contract("SEL-01")
  void actor_selects_events_with_its_name() {
    EventSelector ada = EventSelector.actor("Ada L\u00f6ve");
    DomainEvent hers =
        DomainEvent.builder(EventType.TOOL_INVOKED).actorName("Ada L\u00f6ve").build();

    assertSelects(ada, hers, true);
    assertSelects(ada, hers.toBuilder().actorName("ada l\u00f6ve").build(), false);
    assertSelects(ada, event(EventType.TOOL_INVOKED), false);
    assertSelects(ada.and(SESSION), hers.toBuilder().sessionId("s-1").build(), true);
    assertSelects(ada.and(SESSION), hers, false);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> EventSelector.actor("a\n"))
        .withMessageContaining("actorName");
  }

  @Test
  @Contract("SEL-01")
  void a_plan_selects_its_events_and_a_plan_tree_those_of_all_below_it_too() {
    DomainEvent root = DomainEvent.builder(EventType.PLAN_CREATED).planId("p").build();
    DomainEvent rootNamed = root.toBuilder().rootPlanId("p").build();
    DomainEvent child = root.toBuilder().planId("p-1").rootPlanId("p").build();
    DomainEvent other = root.toBuilder().planId("q").rootPlanId("q").build();

    assertSelects(EventSelector.plan("p"), root, true);
    assertSelects(EventSelector.plan("p"), child, false);
    assertSelects(EventSelector.planTree("p"), root, true);
    assertSelects(EventSelector.planTree("p"), rootNamed, true);
    assertSelects(EventSelector.planTree("p"), child, true);
    assertSelects(EventSelector.planTree("p"), other, false);
    assertSelects(EventSelector.planTree("p"), event(EventType.PLAN_CREATED), false);
  }

  @Test
  @Contract("SEL-02")
  void and_selects_what_both_select() {
    EventSelector both = PLANS.and(SESSION).and(EventSelector.kinds(EventType.PLAN_APPLIED));

    assertSelects(both, inSession(EventType.PLAN_APPLIED, "s-1"), true);
    assertSelects(both, inSession(EventType.PLAN_APPLIED, "s-2"), false);
    assertSelects(both, inSession(EventType.PLAN_CREATED, "s-1"), false);
    assertSelects(PLANS.and(EventSelector.all()), event(EventType.PLAN_APPLIED), true);
    assertSelects(
        EventSelector.kinds(EventType.PLAN_APPLIED, EventType.TOOL_ERRORED).and(PLANS),
        event(EventType.TOOL_ERRORED),
        false);
  }

  @Test
  @Contract("SEL-02")
  void selectors_that_contradict_select_nothing_and_enable_nothing() {
    for (EventSelector never :
        List.of(
            PLANS.and(EventSelector.category("tool")),
            SESSION.and(EventSelector.session("s-2")),
            EventSelector.kind(EventType.PLAN_APPLIED).and(EventSelector.category("tool")),
            EventSelector.kind(EventType.PLAN_APPLIED)
                .and(EventSelector.kind(EventType.PLAN_CREATED)))) {
      assertSelects(never, inSession(EventType.PLAN_APPLIED, "s-1"), false);
      assertThat(never.mayMatch(EventType.PLAN_APPLIED)).isFalse();
    }
  }

  @Test
  @Contract("SEL-02")
  void any_of_selects_what_one_selects_and_delivers_it_once() {
    EventSelector any = EventSelector.anyOf(PLANS, SESSION, EventSelector.session("s-2"));

    assertSelects(any, inSession(EventType.PLAN_APPLIED, "s-1"), true);
    assertSelects(any, inSession(EventType.TOOL_INVOKED, "s-2"), true);
    assertSelects(any, inSession(EventType.TOOL_INVOKED, "s-3"), false);
    assertSelects(EventSelector.anyOf(SESSION, SESSION), inSession(Kinds.A, "s-1"), true);
  }

  @Test
  @Contract("SEL-02")
  void and_distributes_over_any_of() {
    EventSelector selector =
        EventSelector.anyOf(PLANS, EventSelector.category("tool"))
            .and(EventSelector.anyOf(SESSION, EventSelector.plan("p")));

    assertSelects(selector, inSession(EventType.TOOL_INVOKED, "s-1"), true);
    assertSelects(selector, DomainEvent.builder(EventType.PLAN_APPLIED).planId("p").build(), true);
    assertSelects(selector, inSession(EventType.ACTOR_INVOKED, "s-1"), false);
    assertSelects(selector, event(EventType.PLAN_APPLIED), false);
  }

  @Test
  @Contract({"SEL-04", "SEL-02"})
  void a_predicate_is_asked_only_for_events_that_pass_the_rest() {
    List<String> asked = new ArrayList<>();
    EventSelector selector =
        PLANS
            .where(event -> asked.add(event.kind().id()))
            .and(SESSION)
            .where(event -> event.actorName() == null);

    assertSelects(selector, event(EventType.PLAN_APPLIED), false);
    assertSelects(selector, inSession(EventType.TOOL_INVOKED, "s-1"), false);
    assertThat(asked).isEmpty();
    assertSelects(selector, inSession(EventType.PLAN_APPLIED, "s-1"), true);
    assertSelects(
        selector,
        inSession(EventType.PLAN_APPLIED, "s-1").toBuilder().actorName("x").build(),
        false);
    assertThat(asked).hasSize(4);
  }

  @Test
  @Contract("SEL-02")
  void selectors_grow_to_a_bound_and_then_say_so() {
    EventSelector thirty =
        EventSelector.anyOf(
            IntStream.range(0, 30)
                .mapToObj(i -> EventSelector.session("s" + i))
                .toArray(EventSelector[]::new));
    EventSelector forty =
        EventSelector.anyOf(
            IntStream.range(0, 40)
                .mapToObj(i -> EventSelector.plan("p" + i))
                .toArray(EventSelector[]::new));

    assertThat(thirty.and(EventSelector.plan("p")).mayMatch(Kinds.A)).isTrue();
    assertThatThrownBy(() -> thirty.and(forty))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1000");
  }

  @Test
  @Contract("BUS-04")
  void what_is_no_selector_is_refused_at_once() {
    assertThatThrownBy(() -> EventSelector.category("plan.applied"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("category");
    assertThatThrownBy(() -> EventSelector.session(" "))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sessionId");
    assertThatThrownBy(EventSelector::kinds)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kinds");
    assertThatThrownBy(EventSelector::anyOf)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("selectors");
    assertThatThrownBy(() -> EventSelector.kind(() -> "two words"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("kind");
  }

  @Test
  @Contract("SEL-02")
  void text_of_a_selector_shows_its_conditions() {
    EventSelector selector =
        EventSelector.anyOf(
            EventSelector.kinds(Kinds.B, Kinds.A)
                .and(EventSelector.planTree("p-1"))
                .and(EventSelector.session("s-1"))
                .where(event -> true),
            EventSelector.category("plan"));

    assertThat(selector)
        .hasToString(
            "EventSelector[kind a, b and session s-1 and plan tree p-1 and predicate or category"
                + " plan]");
    assertThat(EventSelector.all()).hasToString("EventSelector[all]");
    assertThat(EventSelector.session("a").and(EventSelector.session("b")))
        .hasToString("EventSelector[nothing]");
  }
}
