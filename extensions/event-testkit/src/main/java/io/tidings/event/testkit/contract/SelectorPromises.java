package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.TestKind.A;
import static io.tidings.event.testkit.contract.TestKind.B;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.SubscriptionOptions;
import org.junit.jupiter.api.Test;

/** Selection of events for a handler. */
interface SelectorPromises extends Promises {

  @Test
  @Contract("SEL-01")
  default void selector_by_kind_category_or_id_matches_exactly(Workbench bench) {
    EventBus bus = bench.bus();
    bus.subscribe(EventSelector.kind(A), bench.notes.handler("kind"));
    bus.subscribe(EventSelector.category("plan"), bench.notes.handler("category"));
    bus.subscribe(EventSelector.session("s"), bench.notes.handler("session"));
    bus.subscribe(EventSelector.plan("p"), bench.notes.handler("plan"));
    bus.subscribe(EventSelector.correlation("c"), bench.notes.handler("correlation"));
    bus.subscribe(EventSelector.actor("a b"), bench.notes.handler("actor"));

    bus.emit(A.event());
    bus.emit(DomainEvent.of(EventType.PLAN_APPLIED));
    bus.emit(DomainEvent.builder(B).sessionId("s").build());
    bus.emit(DomainEvent.builder(B).sessionId("S").planId("s").build());
    bus.emit(DomainEvent.builder(B).planId("p").build());
    bus.emit(DomainEvent.builder(B).rootPlanId("p").build());
    bus.emit(DomainEvent.builder(B).correlationId("c").build());
    bus.emit(DomainEvent.builder(B).actorName("a b").build());
    bus.emit(DomainEvent.builder(B).actorName("a").build());

    assertThat(bench.notes.lines())
        .containsExactly(
            "kind a", "category plan.applied", "session b", "plan b", "correlation b", "actor b");
  }

  @Test
  @Contract("SEL-01")
  default void plan_tree_matches_the_root_and_its_plans(Workbench bench) {
    EventBus bus = bench.bus();
    bus.subscribe(
        EventSelector.planTree("p"), event -> bench.notes.add(String.valueOf(event.planId())));

    bus.emit(DomainEvent.builder(A).planId("p").build());
    bus.emit(DomainEvent.builder(A).planId("child").rootPlanId("p").build());
    bus.emit(DomainEvent.builder(A).planId("other").rootPlanId("q").build());
    bus.emit(DomainEvent.builder(A).planId("p").rootPlanId("p").build());

    assertThat(bench.notes.lines()).containsExactly("p", "child", "p");
  }

  @Test
  @Contract("SEL-02")
  default void and_matches_both_any_of_matches_any_once(Workbench bench) {
    EventBus bus = bench.bus();
    EventSelector session = EventSelector.session("s");
    bus.subscribe(EventSelector.kind(A).and(session), bench.notes.handler("both"));
    bus.subscribe(
        EventSelector.anyOf(EventSelector.kind(A), session, EventSelector.all().and(session)),
        bench.notes.handler("any"));

    bus.emit(DomainEvent.builder(A).sessionId("s").build());
    bus.emit(DomainEvent.builder(B).sessionId("s").build());
    bus.emit(A.event());
    bus.emit(B.event());

    assertThat(bench.notes.lines()).containsExactly("both a", "any a", "any b", "any a");
  }

  @Test
  @Contract("SEL-03")
  default void mixed_selectors_are_called_in_subscription_order(Workbench bench) {
    EventBus bus = bench.bus();
    bus.subscribe(EventSelector.session("s"), bench.notes.handler("1"));
    bus.subscribe(EventSelector.all(), bench.notes.handler("2"));
    bus.subscribe(A, bench.notes.handler("3"));
    bus.subscribe(EventSelector.category("a"), bench.notes.handler("4"));
    bus.subscribe(EventSelector.session("s"), bench.notes.handler("5"));
    bus.subscribe(EventSelector.all(), bench.notes.handler("6"));

    bus.emit(DomainEvent.builder(A).sessionId("s").build());

    assertThat(bench.notes.lines()).containsExactly("1 a", "2 a", "3 a", "4 a", "5 a", "6 a");
  }

  @Test
  @Contract("SEL-04")
  default void predicate_runs_only_for_events_that_pass_the_rest(Workbench bench) {
    EventBus bus = bench.bus();
    bus.subscribe(
        EventSelector.kind(A)
            .and(EventSelector.session("s"))
            .where(event -> bench.notes.lines().isEmpty() && event.is(asked(bench, event))),
        bench.notes.handler("handler"));

    bus.emit(B.event());
    bus.emit(DomainEvent.builder(B).sessionId("s").build());
    bus.emit(A.event());
    assertThat(bench.notes.lines()).isEmpty();
    bus.emit(DomainEvent.builder(A).sessionId("s").build());

    assertThat(bench.notes.lines()).containsExactly("asked a", "handler a");
  }

  private static TestKind asked(Workbench bench, DomainEvent event) {
    bench.notes.add("asked " + event.kind().id());
    return A;
  }

  @Test
  @Contract("SEL-04")
  default void throwing_predicate_does_not_match(Workbench bench) {
    EventBus bus = bench.bus();
    bus.subscribe(
        EventSelector.all()
            .where(
                event -> {
                  throw new IllegalStateException("on purpose");
                }),
        bench.notes.handler("never"));
    bus.subscribe(A, bench.notes.handler("next"));

    bus.emit(A.event());

    assertThat(bench.notes.lines()).containsExactly("next a");
  }

  @Test
  @Contract("SEL-05")
  default void handler_of_a_lower_order_is_called_first(Workbench bench) {
    EventBus bus = bench.bus();
    SubscriptionOptions late = SubscriptionOptions.named("late").order(1);
    bus.subscribe(EventSelector.kind(A), late, bench.notes.handler("late"));
    bus.subscribe(A, bench.notes.handler("default"));
    bus.subscribe(EventSelector.session("s"), late.order(-1), bench.notes.handler("early"));
    bus.subscribe(EventSelector.all(), late, bench.notes.handler("late too"));
    bus.subscribe(EventSelector.session("s"), bench.notes.handler("default too"));

    bus.emit(DomainEvent.builder(A).sessionId("s").build());

    assertThat(bench.notes.lines())
        .containsExactly("early a", "default a", "default too a", "late a", "late too a");
  }
}
