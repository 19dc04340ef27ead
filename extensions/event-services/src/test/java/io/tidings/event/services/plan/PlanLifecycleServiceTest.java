package io.tidings.event.services.plan;

import static io.tidings.event.EventType.PLAN_APPLIED;
import static io.tidings.event.EventType.PLAN_CANCELLED;
import static io.tidings.event.EventType.PLAN_CREATED;
import static io.tidings.event.EventType.PLAN_ERRORED;
import static io.tidings.event.EventType.PLAN_PHASE_CHANGED;
import static io.tidings.event.EventType.PLAN_STATE_CHANGED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.EventFactory;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.services.DuplicateIdException;
import io.tidings.event.services.IllegalTransitionException;
import io.tidings.event.services.UnknownIdException;
import io.tidings.event.services.host.ConcurrentCalls;
import io.tidings.event.services.host.EveryHost;
import io.tidings.event.services.host.Host;
import io.tidings.event.testkit.RecordingEventBus;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PlanLifecycleServiceTest {

  private static final NewPlan BUILD =
      NewPlan.of("build").withProjects("apollo").withSession("s-1");
  private static final ApplyReport REPORT = new ApplyReport(3, Map.of("tests", true));

  private static PlanLifecycleService service(Host host) {
    return new PlanLifecycleService(
        host.options(), host.repository("plan"), planId -> List.of("sandbox of " + planId));
  }

  private static Plan strategized(PlanLifecycleService service) {
    String id = service.useAction(BUILD).id();
    service.start(id);
    return service.completeStrategize(id);
  }

  private static Plan executed(PlanLifecycleService service) {
    String id = service.execute(strategized(service).id()).id();
    service.start(id);
    return service.completeExecute(id);
  }

  private static Plan applying(PlanLifecycleService service) {
    return service.start(service.apply(executed(service).id()).id());
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(IllegalTransitionException.class);
  }

  @EveryHost
  void using_an_action_creates_a_plan(Host host) {
    Plan plan = service(host).useAction(BUILD);

    assertThat(plan.phase()).isEqualTo(PlanPhase.STRATEGIZE);
    assertThat(plan.state()).isEqualTo(ProcessingState.QUEUED);
    assertThat(plan.rootId()).isEqualTo(plan.id());
    host.emitted(PLAN_CREATED);
    host.details(
        PLAN_CREATED,
        "action_name",
        "build",
        "phase",
        "strategize",
        "project_names",
        List.of("apollo"));
    host.assertLatest(
        PLAN_CREATED,
        event -> {
          assertThat(event.planId()).isEqualTo(plan.id());
          assertThat(event.rootPlanId()).isEqualTo(plan.id());
          assertThat(event.sessionId()).isEqualTo("s-1");
          assertThat(event.projectName()).isEqualTo("apollo");
        });
  }

  @EveryHost
  void a_part_of_a_plan_belongs_to_the_root_of_its_tree(Host host) {
    PlanLifecycleService service = service(host);
    Plan root = service.useAction(BUILD);
    Plan child = service.useAction(BUILD.withParent(root.id()));
    Plan grandchild = service.useAction(BUILD.withParent(child.id()).withProjects("a", "b"));

    assertThat(grandchild.rootId()).isEqualTo(root.id());
    host.emitted(PLAN_CREATED, PLAN_CREATED, PLAN_CREATED);
    host.assertLatest(
        PLAN_CREATED,
        event -> {
          assertThat(event.rootPlanId()).isEqualTo(root.id());
          assertThat(event.projectName()).as("there are two").isNull();
        });
  }

  @EveryHost
  void change_of_state_emits_state_changed_only(Host host) {
    PlanLifecycleService service = service(host);
    Plan plan = strategized(service);

    assertThat(plan.phase()).isEqualTo(PlanPhase.STRATEGIZE);
    assertThat(plan.state()).isEqualTo(ProcessingState.COMPLETE);
    host.emitted(PLAN_CREATED, PLAN_STATE_CHANGED, PLAN_STATE_CHANGED);
    host.details(
        PLAN_STATE_CHANGED,
        "from_state",
        "processing",
        "to_state",
        "complete",
        "phase",
        "strategize");
  }

  @EveryHost
  void change_of_phase_emits_once(Host host) {
    PlanLifecycleService service = service(host);
    host.clock().advance(Duration.ofMinutes(1));
    Plan plan = service.execute(strategized(service).id());

    assertThat(plan.phase()).isEqualTo(PlanPhase.EXECUTE);
    assertThat(plan.state()).isEqualTo(ProcessingState.QUEUED);
    assertThat(plan.changedAt()).isEqualTo(host.clock().instant());
    host.emitted(PLAN_CREATED, PLAN_STATE_CHANGED, PLAN_STATE_CHANGED, PLAN_PHASE_CHANGED);
    host.details(
        PLAN_PHASE_CHANGED,
        "from_phase",
        "strategize",
        "to_phase",
        "execute",
        "reason",
        "strategize completed");
  }

  @EveryHost
  void plan_applied_comes_in_addition_to_the_change_of_phase(Host host) {
    PlanLifecycleService service = service(host);
    Plan applying = applying(service);
    Plan applied;
    try (var scope = EventScope.none().withUser("margaret").open()) {
      applied = service.completeApply(applying.id(), REPORT);
    }

    assertThat(applied.phase()).isEqualTo(PlanPhase.APPLIED);
    assertThat(applied.isFinished()).isTrue();
    host.emitted(
        PLAN_CREATED,
        PLAN_STATE_CHANGED,
        PLAN_STATE_CHANGED,
        PLAN_PHASE_CHANGED,
        PLAN_STATE_CHANGED,
        PLAN_STATE_CHANGED,
        PLAN_PHASE_CHANGED,
        PLAN_STATE_CHANGED,
        PLAN_PHASE_CHANGED,
        PLAN_APPLIED);
    host.details(
        PLAN_APPLIED,
        "files_changed",
        3,
        "validation_results",
        Map.of("tests", true),
        "project_names",
        List.of("apollo"),
        "user_identity",
        "margaret");
    host.assertLatest(
        PLAN_PHASE_CHANGED, event -> assertThat(event.planId()).isEqualTo(applied.id()));
  }

  /** Nothing is ambient here; the host's own source knows the user. */
  @Test
  void plan_applied_names_the_user_that_the_hosts_source_knows() {
    EventScope margaret = EventScope.none().withUser("margaret");
    RecordingEventBus bus =
        RecordingEventBus.create(
            options -> options.events(EventFactory.standard().withScopes(() -> margaret)));
    PlanLifecycleService service = new PlanLifecycleService(bus);

    service.completeApply(applying(service).id(), REPORT);

    assertThat(bus.recording().events())
        .filteredOn(event -> event.is(PLAN_APPLIED))
        .singleElement()
        .satisfies(event -> assertThat(event.details()).containsEntry("user_identity", "margaret"));
  }

  @EveryHost
  void cancelled_plan_emits_reason_and_released_resources(Host host) {
    PlanLifecycleService service = service(host);
    String id = service.useAction(BUILD).id();
    Plan cancelled = service.cancel(id, "no longer wanted");

    assertThat(cancelled.state()).isEqualTo(ProcessingState.CANCELLED);
    host.emitted(PLAN_CREATED, PLAN_STATE_CHANGED, PLAN_CANCELLED);
    host.details(
        PLAN_CANCELLED,
        "reason",
        "no longer wanted",
        "resources_released",
        List.of("sandbox of " + id),
        "released_count",
        1);
  }

  @EveryHost
  void cancel_names_a_thousand_resources_and_counts_all(Host host) {
    List<String> held = Collections.nCopies(50_000, "x".repeat(50));
    PlanLifecycleService service =
        new PlanLifecycleService(host.options(), host.repository("plan"), planId -> held);
    service.cancel(service.useAction(BUILD).id(), "");

    host.emitted(PLAN_CREATED, PLAN_STATE_CHANGED, PLAN_CANCELLED);
    host.details(
        PLAN_CANCELLED,
        "reason",
        "",
        "resources_released",
        held.subList(0, 1_000),
        "released_count",
        50_000);
  }

  @EveryHost
  void cancelled_plan_stays_cancelled_if_release_throws(Host host) {
    PlanLifecycleService service =
        new PlanLifecycleService(
            host.options(),
            host.repository("plan"),
            planId -> {
              throw new IllegalStateException("locked");
            });
    String id = service.useAction(BUILD).id();

    assertThatThrownBy(() -> service.cancel(id, "")).hasMessage("locked");

    assertThat(service.get(id).state()).isEqualTo(ProcessingState.CANCELLED);
    host.emitted(PLAN_CREATED, PLAN_STATE_CHANGED, PLAN_CANCELLED);
    host.details(
        PLAN_CANCELLED, "reason", "", "resources_released", List.of(), "released_count", 0);
  }

  private static void assertFails(Host host, String phase, Plan plan, Consumer<String> fail) {
    int before = host.bus().recording().events().size();
    fail.accept(plan.id());
    host.details(
        PLAN_ERRORED,
        "phase",
        phase,
        "error_type",
        "java.lang.IllegalArgumentException",
        "error_message",
        "why");
    host.assertLatest(
        PLAN_ERRORED,
        event -> assertThat(host.bus().recording().events()).hasSize(before + 2).endsWith(event));
  }

  @EveryHost
  void each_of_the_three_failures_emits_once(Host host) {
    PlanLifecycleService service = service(host);
    Exception why = new IllegalArgumentException("why");
    Plan first = service.start(service.useAction(BUILD).id());
    assertFails(host, "strategize", first, id -> service.failStrategize(id, why));
    Plan second = service.start(service.execute(strategized(service).id()).id());
    assertFails(host, "execute", second, id -> service.failExecute(id, why));
    Plan third = applying(service);
    assertFails(host, "apply", third, id -> service.failApply(id, why));

    assertThat(List.of(first, second, third))
        .extracting(plan -> service.get(plan.id()).state())
        .containsOnly(ProcessingState.ERRORED);
    host.assertLatest(PLAN_ERRORED, event -> assertThat(event.planId()).isEqualTo(third.id()));
  }

  @EveryHost
  void retry_queues_a_failed_phase_without_change_of_phase(Host host) {
    PlanLifecycleService service = service(host);
    String id = service.start(service.useAction(BUILD).id()).id();
    assertRefused(() -> service.retry(id));
    service.failStrategize(id, new IllegalStateException());

    Plan queued = service.retry(id);

    assertThat(queued.is(PlanPhase.STRATEGIZE, ProcessingState.QUEUED)).isTrue();
    assertRefused(() -> service.retry(id));
    host.emitted(
        PLAN_CREATED, PLAN_STATE_CHANGED, PLAN_STATE_CHANGED, PLAN_ERRORED, PLAN_STATE_CHANGED);
    host.details(
        PLAN_STATE_CHANGED, "from_state", "errored", "to_state", "queued", "phase", "strategize");
  }

  @EveryHost
  void each_reversion_is_a_change_of_phase(Host host) {
    PlanLifecycleService service = service(host);
    String id = service.start(service.execute(strategized(service).id()).id()).id();
    service.failExecute(id, new IllegalStateException());
    Plan reverted = service.revert(id, PlanPhase.STRATEGIZE, "failed");

    assertThat(reverted.phase()).isEqualTo(PlanPhase.STRATEGIZE);
    assertThat(reverted.state()).isEqualTo(ProcessingState.QUEUED);
    host.details(
        PLAN_PHASE_CHANGED, "from_phase", "execute", "to_phase", "strategize", "reason", "failed");
    host.emitted(
        PLAN_CREATED,
        PLAN_STATE_CHANGED,
        PLAN_STATE_CHANGED,
        PLAN_PHASE_CHANGED,
        PLAN_STATE_CHANGED,
        PLAN_STATE_CHANGED,
        PLAN_ERRORED,
        PLAN_PHASE_CHANGED);
  }

  @EveryHost
  void illegal_transitions_are_rejected_and_emit_nothing(Host host) {
    PlanLifecycleService service = service(host);
    Plan plan = service.useAction(BUILD);
    String id = plan.id();
    Exception why = new IllegalStateException();

    assertRefused(() -> service.completeStrategize(id));
    assertRefused(() -> service.completeExecute(id));
    assertRefused(() -> service.execute(id));
    assertRefused(() -> service.apply(id));
    assertRefused(() -> service.completeApply(id, REPORT));
    assertRefused(() -> service.failStrategize(id, why));
    assertRefused(() -> service.failExecute(id, why));
    assertRefused(() -> service.failApply(id, why));
    assertRefused(() -> service.revert(id, PlanPhase.STRATEGIZE, ""));
    assertRefused(() -> service.revert(id, PlanPhase.APPLIED, ""));
    assertThat(service.get(id)).isEqualTo(plan);
    host.emitted(PLAN_CREATED);

    service.start(id);
    assertRefused(() -> service.start(id));
    assertRefused(() -> service.failExecute(id, why));
    host.emitted(PLAN_CREATED, PLAN_STATE_CHANGED);
  }

  @EveryHost
  void nothing_happens_to_a_plan_that_is_over(Host host) {
    PlanLifecycleService service = service(host);
    String cancelled = service.cancel(executed(service).id(), "").id();
    String applied = service.completeApply(applying(service).id(), REPORT).id();
    List<String> before = host.journal().entries();

    for (String id : List.of(cancelled, applied)) {
      assertRefused(() -> service.start(id));
      assertRefused(() -> service.cancel(id, ""));
      assertRefused(() -> service.revert(id, PlanPhase.STRATEGIZE, ""));
    }
    assertThat(host.journal().entries()).isEqualTo(before);
  }

  @EveryHost
  void unknown_and_duplicate_ids_are_refused(Host host) {
    PlanLifecycleService service = service(host);
    PlanLifecycleService repeating =
        new PlanLifecycleService(
            host.options().withIds(() -> "same"), host.repository("p"), PlanResources.none());
    repeating.useAction(BUILD);

    assertThatThrownBy(() -> service.get("p-0"))
        .isInstanceOf(UnknownIdException.class)
        .hasMessageContaining("\"p-0\"");
    assertThatThrownBy(() -> service.start("p-0")).isInstanceOf(UnknownIdException.class);
    assertThatThrownBy(() -> service.useAction(BUILD.withParent("p-0")))
        .isInstanceOf(UnknownIdException.class);
    assertThatThrownBy(() -> repeating.useAction(BUILD))
        .isInstanceOf(DuplicateIdException.class)
        .hasMessageContaining("\"same\"");
    host.emitted(PLAN_CREATED);
  }

  @EveryHost
  void ill_formed_arguments_are_refused_by_name(Host host) {
    assertThatThrownBy(() -> NewPlan.of(" ")).hasMessageContaining("actionName");
    assertThatThrownBy(() -> BUILD.withSession("s 1")).hasMessageContaining("sessionId");
    assertThatThrownBy(() -> BUILD.withProjects("a\n")).hasMessageContaining("projectNames");
    assertThatThrownBy(() -> new ApplyReport(-1, Map.of())).hasMessageContaining("filesChanged");
    assertThatThrownBy(() -> new ApplyReport(0, Map.of("", true)))
        .hasMessageContaining("validationResults");
    host.emitted();
  }

  @EveryHost
  void of_transitions_at_the_same_time_exactly_one_wins(Host host) {
    PlanLifecycleService service = service(host);
    String id = service.useAction(BUILD).id();
    service.start(id);
    Runnable complete = () -> service.completeStrategize(id);
    Runnable fail = () -> service.failStrategize(id, new IllegalStateException());

    assertThat(ConcurrentCalls.winners(List.of(complete, fail, complete, fail))).isEqualTo(1);
    assertThat(service.get(id).state()).isIn(ProcessingState.COMPLETE, ProcessingState.ERRORED);
    boolean failed = service.get(id).state() == ProcessingState.ERRORED;
    host.emitted(
        failed
            ? new EventType[] {PLAN_CREATED, PLAN_STATE_CHANGED, PLAN_STATE_CHANGED, PLAN_ERRORED}
            : new EventType[] {PLAN_CREATED, PLAN_STATE_CHANGED, PLAN_STATE_CHANGED});
  }
}
