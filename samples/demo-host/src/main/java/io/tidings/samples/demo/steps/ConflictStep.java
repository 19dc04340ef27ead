package io.tidings.samples.demo.steps;

import io.tidings.event.EventContext;
import io.tidings.event.EventType;
import io.tidings.event.services.invariant.InvariantOwner;
import io.tidings.event.services.invariant.InvariantService;
import io.tidings.event.services.invariant.InvariantViolationException;
import io.tidings.event.services.invariant.NewInvariant;
import io.tidings.event.services.invariant.PlanInPhase;
import io.tidings.event.services.plan.NewPlan;
import io.tidings.event.services.plan.PlanPhase;

/** A plan with two contradicting invariants, which fails. */
final class ConflictStep implements Step {

  private static final String FORMAT = "format";

  @Override
  public void run(ScriptState state) {
    NewPlan origin = NewPlan.of("publish").withProjects(state.project.name());
    String plan = state.services.plans().useAction(origin.withSession(state.sessionId)).id();
    try (EventContext.Handle created = state.causes.open(EventType.PLAN_CREATED)) {
      state.services.plans().start(plan);
      InvariantService invariants = state.services.invariants();
      InvariantOwner owner = InvariantOwner.plan(plan);
      invariants.add(new NewInvariant(owner, FORMAT, "the report is Markdown", null));
      invariants.add(new NewInvariant(owner, FORMAT, "the report is HTML", null));
      try {
        invariants.reconcile(new PlanInPhase(plan, state.project.name(), PlanPhase.STRATEGIZE));
      } catch (InvariantViolationException contradiction) {
        state.services.plans().failStrategize(plan, contradiction);
        state.outcome.plans.put("publish", "errored: " + contradiction.getMessage());
      }
    }
  }
}
