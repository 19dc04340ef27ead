package io.tidings.event.services.invariant;

import static io.tidings.event.EventType.INVARIANT_ENFORCED;
import static io.tidings.event.EventType.INVARIANT_RECONCILED;
import static io.tidings.event.EventType.INVARIANT_VIOLATED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.services.host.ConcurrentCalls;
import io.tidings.event.services.host.EveryHost;
import io.tidings.event.services.host.Host;
import io.tidings.event.services.plan.PlanPhase;
import java.io.IOException;
import java.util.List;

class InvariantServiceTest {

  private static final PlanInPhase PLAN = new PlanInPhase("p-1", "apollo", PlanPhase.EXECUTE);

  private static InvariantService service(Host host) {
    return new InvariantService(host.options(), host.repository("invariants"));
  }

  private static Invariant add(
      InvariantService service, InvariantOwner owner, String subject, String statement) {
    return service.add(new NewInvariant(owner, subject, statement, null));
  }

  @EveryHost
  void the_narrower_invariant_holds(Host host) {
    InvariantService service = service(host);
    Invariant global = add(service, InvariantOwner.global(), "line_length", "100");
    Invariant tests =
        service.add(new NewInvariant(InvariantOwner.global(), "tests", "green", "d-1"));
    Invariant project = add(service, InvariantOwner.project("apollo"), "line_length", "120");
    add(service, InvariantOwner.project("gemini"), "line_length", "80");
    Invariant again =
        service.add(new NewInvariant(InvariantOwner.plan("p-1"), "tests", "green", "d-1"));

    Reconciliation reconciliation = service.reconcile(PLAN);

    assertThat(reconciliation.effective()).containsExactly(project, again);
    assertThat(reconciliation.overruled()).containsExactly(global).doesNotContain(tests);
    host.emitted(INVARIANT_RECONCILED);
    host.details(
        INVARIANT_RECONCILED,
        "phase",
        "execute",
        "effective_count",
        2,
        "conflict_count",
        1,
        "enforced_decision_ids",
        List.of("d-1"));
    host.assertLatest(INVARIANT_RECONCILED, event -> assertThat(event.planId()).isEqualTo("p-1"));
  }

  @EveryHost
  void what_holds_is_listed_from_the_widest_owner_on(Host host) {
    InvariantService service = service(host);
    add(service, InvariantOwner.global(), "line_length", "100");
    Invariant global = add(service, InvariantOwner.global(), "tests", "green");
    Invariant project = add(service, InvariantOwner.project("apollo"), "names", "short");
    Invariant plan = add(service, InvariantOwner.plan("p-1"), "line_length", "120");

    assertThat(service.reconcile(PLAN).effective()).containsExactly(global, project, plan);
    host.emitted(INVARIANT_RECONCILED);
  }

  @EveryHost
  void contradiction_within_one_owner_emits_and_throws(Host host) {
    InvariantService service = service(host);
    Invariant one = add(service, InvariantOwner.plan("p-1"), "line_length", "100");
    Invariant other = add(service, InvariantOwner.plan("p-1"), "line_length", "120");

    assertThatThrownBy(() -> service.reconcile(PLAN))
        .isInstanceOfSatisfying(
            InvariantViolationException.class,
            violation -> assertThat(violation.violatedInvariants()).containsExactly(one, other))
        .hasMessageContaining("line_length");

    host.emitted(INVARIANT_VIOLATED);
    host.details(
        INVARIANT_VIOLATED,
        "phase",
        "execute",
        "error",
        "two invariants of one owner contradict each other about line_length",
        "invariant_ids",
        List.of(one.id(), other.id()));
  }

  @EveryHost
  void what_holds_is_enforced(Host host) throws Exception {
    InvariantService service = service(host);
    Invariant one = add(service, InvariantOwner.global(), "tests", "green");
    Invariant other = add(service, InvariantOwner.plan("p-1"), "line_length", "100");

    assertThat(service.enforce(PLAN, invariant -> true)).containsExactly(one, other);

    host.emitted(INVARIANT_ENFORCED);
    host.details(INVARIANT_ENFORCED, "invariant_ids", List.of(one.id(), other.id()), "count", 2);
  }

  @EveryHost
  void all_violated_invariants_are_emitted_and_thrown(Host host) {
    InvariantService service = service(host);
    Invariant one = add(service, InvariantOwner.global(), "tests", "green");
    add(service, InvariantOwner.global(), "docs", "written");
    Invariant other = add(service, InvariantOwner.plan("p-1"), "line_length", "100");

    assertThatThrownBy(
            () -> service.enforce(PLAN, invariant -> invariant.content().subject().equals("docs")))
        .isInstanceOf(InvariantViolationException.class);

    host.emitted(INVARIANT_VIOLATED);
    host.assertLatest(
        INVARIANT_VIOLATED,
        event ->
            assertThat(event.details())
                .containsEntry("invariant_ids", List.of(one.id(), other.id())));
  }

  @EveryHost
  void throwing_check_emits_and_propagates_unchanged(Host host) {
    InvariantService service = service(host);
    Invariant invariant = add(service, InvariantOwner.global(), "tests", "green");
    Exception failure = new IOException();

    assertThatThrownBy(
            () ->
                service.enforce(
                    PLAN,
                    asked -> {
                      throw failure;
                    }))
        .isSameAs(failure);

    host.emitted(INVARIANT_VIOLATED);
    host.details(
        INVARIANT_VIOLATED,
        "phase",
        "execute",
        "error",
        "java.io.IOException",
        "invariant_ids",
        List.of(invariant.id()));
  }

  @EveryHost
  void a_contradiction_is_found_when_enforcing_too(Host host) {
    InvariantService service = service(host);
    add(service, InvariantOwner.global(), "line_length", "100");
    add(service, InvariantOwner.global(), "line_length", "120");

    assertThatThrownBy(() -> service.enforce(PLAN, invariant -> true))
        .isInstanceOf(InvariantViolationException.class);
    host.emitted(INVARIANT_VIOLATED);
  }

  @EveryHost
  void invariants_of_many_threads_are_all_kept(Host host) throws Exception {
    InvariantService service = service(host);
    PlanInPhase noProject = new PlanInPhase("p-1", null, PlanPhase.APPLY);

    List<Invariant> added =
        ConcurrentCalls.run(
            8, index -> add(service, InvariantOwner.plan("p-1"), "s-" + index, "yes"));

    assertThat(service.enforce(noProject, invariant -> true))
        .containsExactlyInAnyOrderElementsOf(added);
    host.emitted(INVARIANT_ENFORCED);
  }

  @EveryHost
  void ill_formed_owners_are_refused(Host host) {
    assertThatThrownBy(() -> new InvariantOwner(InvariantOwner.Reach.GLOBAL, "x"))
        .hasMessageContaining("name");
    assertThatThrownBy(() -> new InvariantOwner(InvariantOwner.Reach.PLAN, null))
        .hasMessageContaining("name");
    assertThatThrownBy(() -> InvariantOwner.plan("p 1")).hasMessageContaining("planId");
    assertThatThrownBy(() -> InvariantOwner.project("")).hasMessageContaining("name");
    host.emitted();
  }
}
