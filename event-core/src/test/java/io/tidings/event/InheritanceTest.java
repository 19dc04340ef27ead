package io.tidings.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

@Contract("CTX-02")
class InheritanceTest {

  private static final EventScope SCOPE = new EventScope("o", "w", "p", "u");

  private static final DomainEvent CAUSE =
      DomainEvent.root(EventType.PLAN_CREATED)
          .id("cause")
          .correlationId("work")
          .causationId("earlier")
          .scope(SCOPE)
          .planId("p-1")
          .rootPlanId("p-0")
          .sessionId("s-1")
          .actorName("Ada")
          .projectName("Engine")
          .traceId("t-1")
          .spanId("sp-1")
          .detail("n", 1)
          .build();

  private static DomainEvent within(EventContext context, EventBuilder builder) {
    try (EventContext.Handle opened = context.open()) {
      return builder.build();
    }
  }

  private static void hasAllOfCause(DomainEvent event) {
    assertThat(event.correlationId()).isEqualTo("work");
    assertThat(event.causationId()).isEqualTo("cause");
    assertThat(event.scope()).isEqualTo(SCOPE);
    assertThat(event.planId()).isEqualTo("p-1");
    assertThat(event.rootPlanId()).isEqualTo("p-0");
    assertThat(event.sessionId()).isEqualTo("s-1");
    assertThat(event.projectName()).isEqualTo("Engine");
  }

  private static void hasNothingOfCause(DomainEvent event) {
    assertThat(event.correlationId()).isEqualTo(event.id());
    assertThat(event.causationId()).isNull();
    assertThat(event.scope()).isEqualTo(EventScope.none());
    assertThat(event.planId()).isNull();
    assertThat(event.rootPlanId()).isNull();
    assertThat(event.sessionId()).isNull();
    assertThat(event.projectName()).isNull();
  }

  private static void hasNothingThatIsNeverInherited(DomainEvent event) {
    assertThat(event.id()).isNotEqualTo(CAUSE.id());
    assertThat(event.actorName()).isNull();
    assertThat(event.traceId()).isNull();
    assertThat(event.spanId()).isNull();
    assertThat(event.details()).isEmpty();
  }

  @Test
  void an_event_built_while_another_is_current_inherits_from_it() {
    DomainEvent event = within(EventContext.of(CAUSE), DomainEvent.builder(EventType.PLAN_APPLIED));

    hasAllOfCause(event);
    hasNothingThatIsNeverInherited(event);
  }

  @Test
  void an_event_built_in_a_handler_inherits_from_the_event_handled() {
    List<DomainEvent> built = new ArrayList<>();
    EventBus bus = EventBus.create();
    bus.subscribe(
        EventType.PLAN_CREATED, handled -> built.add(DomainEvent.of(EventType.PLAN_APPLIED)));

    bus.emit(CAUSE);

    assertThat(built).hasSize(1);
    hasAllOfCause(built.get(0));
    hasNothingThatIsNeverInherited(built.get(0));
  }

  @Test
  void an_event_caused_by_another_inherits_the_same_anywhere() {
    DomainEvent event = CAUSE.caused(EventType.PLAN_APPLIED).build();

    hasAllOfCause(event);
    hasNothingThatIsNeverInherited(event);
  }

  @Test
  void an_event_caused_by_another_takes_nothing_from_the_one_that_is_current() {
    DomainEvent current = DomainEvent.root(EventType.PLAN_CREATED).planId("other").build();

    hasAllOfCause(within(EventContext.of(current), CAUSE.caused(EventType.PLAN_APPLIED)));
  }

  @Test
  void what_is_given_is_not_inherited() {
    EventScope other = new EventScope("o2", "w2", "p2", "u2");
    DomainEvent event =
        CAUSE
            .caused(EventType.PLAN_APPLIED)
            .correlationId("c-2")
            .causationId("e-2")
            .scope(other)
            .planId("p-2")
            .rootPlanId("p-3")
            .sessionId("s-2")
            .projectName("Other")
            .build();

    assertThat(event.correlationId()).isEqualTo("c-2");
    assertThat(event.causationId()).isEqualTo("e-2");
    assertThat(event.scope()).isEqualTo(other);
    assertThat(event.planId()).isEqualTo("p-2");
    assertThat(event.rootPlanId()).isEqualTo("p-3");
    assertThat(event.sessionId()).isEqualTo("s-2");
    assertThat(event.projectName()).isEqualTo("Other");
  }

  @Test
  void what_is_given_as_null_is_inherited() {
    hasAllOfCause(
        CAUSE
            .caused(EventType.PLAN_APPLIED)
            .correlationId(null)
            .causationId(null)
            .planId(null)
            .rootPlanId(null)
            .sessionId(null)
            .projectName(null)
            .build());
  }

  @Test
  @Contract("EVT-03")
  void outside_of_everything_nothing_is_inherited() {
    hasNothingOfCause(DomainEvent.of(EventType.PLAN_APPLIED));
  }

  @Test
  void a_root_event_inherits_nothing_even_inside() {
    hasNothingOfCause(within(EventContext.of(CAUSE), DomainEvent.root(EventType.PLAN_APPLIED)));
  }

  @Test
  void a_root_event_does_not_ask_the_scope_source() {
    EventFactory asking = EventFactory.standard().withScopes(() -> SCOPE);

    assertThat(asking.root(EventType.PLAN_APPLIED).build().scope()).isEqualTo(EventScope.none());
  }

  @Test
  void inheritance_is_from_where_the_event_is_built_not_from_where_it_was_begun() {
    EventBuilder begunInside;
    try (EventContext.Handle opened = EventContext.of(CAUSE).open()) {
      begunInside = DomainEvent.builder(EventType.PLAN_APPLIED);
    }

    hasNothingOfCause(begunInside.build());
    hasAllOfCause(within(EventContext.of(CAUSE), begunInside));
  }

  @Test
  @Contract("SCO-02")
  void a_scope_opened_inside_replaces_the_events_scope_and_nothing_else() {
    EventScope inner = EventScope.none().withUser("inner");
    DomainEvent event;
    try (EventContext.Handle outer = EventContext.of(CAUSE).open();
        EventContext.Handle opened = inner.open()) {
      event = DomainEvent.of(EventType.PLAN_APPLIED);
    }

    assertThat(event.scope()).isEqualTo(inner);
    hasAllOfCause(event.toBuilder().scope(SCOPE).build());
  }

  @Test
  void a_chain_keeps_its_correlation_and_tells_each_cause() {
    DomainEvent second = CAUSE.caused(EventType.PLAN_PHASE_CHANGED).build();
    DomainEvent third = second.caused(EventType.PLAN_APPLIED).build();

    assertThat(third.correlationId()).isEqualTo("work");
    assertThat(third.causationId()).isEqualTo(second.id());
  }

  @Test
  @Contract("SCO-03")
  void another_thread_inherits_nothing_unless_the_context_is_carried_there() {
    DomainEvent bare;
    DomainEvent carried;
    try (EventContext.Handle opened = EventContext.of(CAUSE).open()) {
      bare = CompletableFuture.supplyAsync(() -> DomainEvent.of(EventType.PLAN_APPLIED)).join();
      carried =
          CompletableFuture.supplyAsync(
                  () -> DomainEvent.of(EventType.PLAN_APPLIED),
                  EventContext.propagating(task -> new Thread(task).start()))
              .join();
    }

    hasNothingOfCause(bare);
    hasAllOfCause(carried);
  }

  @Test
  void details_of_a_caused_event_are_its_own() {
    assertThat(CAUSE.caused(EventType.PLAN_APPLIED).detail("m", 2).build().details())
        .isEqualTo(Map.of("m", 2L));
  }

  @Test
  @Contract("EVT-07")
  void the_cause_is_named_when_it_is_null() {
    assertThatNullPointerException()
        .isThrownBy(() -> EventFactory.standard().caused(Absent.absent(), EventType.PLAN_APPLIED))
        .withMessage("cause");
  }

  @Test
  @Contract("CTX-08")
  void a_factory_can_inherit_the_actor() {
    EventFactory inheriting = EventFactory.standard().withInheritedActor();

    DomainEvent caused = inheriting.caused(CAUSE, EventType.PLAN_APPLIED).build();

    hasAllOfCause(caused);
    assertThat(caused.actorName()).isEqualTo("Ada");
    assertThat(
            within(EventContext.of(CAUSE), inheriting.builder(EventType.PLAN_APPLIED)).actorName())
        .isEqualTo("Ada");
  }

  @Test
  @Contract("CTX-08")
  void a_given_actor_is_kept_where_actors_are_inherited() {
    EventFactory inheriting = EventFactory.standard().withInheritedActor();

    assertThat(inheriting.caused(CAUSE, EventType.PLAN_APPLIED).actorName("Bo").build().actorName())
        .isEqualTo("Bo");
    assertThat(within(EventContext.of(CAUSE), inheriting.root(EventType.PLAN_APPLIED)).actorName())
        .isNull();
    assertThat(inheriting.builder(EventType.PLAN_APPLIED).build().actorName()).isNull();
  }

  @Test
  @Contract("CTX-08")
  void an_inheriting_factory_changes_no_other_factory_and_no_copy() {
    EventFactory standard = EventFactory.standard();
    EventFactory inheriting = standard.withInheritedActor().withLimits(EventLimits.defaults());
    DomainEvent bare = DomainEvent.root(EventType.PLAN_CREATED).build();

    assertThat(standard.caused(CAUSE, EventType.PLAN_APPLIED).build().actorName()).isNull();
    assertThat(inheriting.caused(CAUSE, EventType.PLAN_APPLIED).build().actorName())
        .isEqualTo("Ada");
    assertThat(within(EventContext.of(CAUSE), inheriting.copy(bare))).isEqualTo(bare);
  }
}
