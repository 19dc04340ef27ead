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

/** A plan of which two things are asked that cannot both be: it errs. */
final class ConflictStep implements Step {

  private static final String FORMAT = "format";

  @Override
  public void play(ScriptState stage) {
    NewPlan origin = NewPlan.of("publish").withProjects(stage.project.name());
    String plan = stage.services.plans().useAction(origin.withSession(stage.sessionId)).id();
    try (EventContext.Handle created = stage.causes.open(EventType.PLAN_CREATED)) {
      stage.services.plans().start(plan);
      InvariantService invariants = stage.services.invariants();
      InvariantOwner owner = InvariantOwner.plan(plan);
      invariants.add(new NewInvariant(owner, FORMAT, "the report is Markdown", null));
      invariants.add(new NewInvariant(owner, FORMAT, "the report is HTML", null));
      try {
        invariants.reconcile(new PlanInPhase(plan, stage.project.name(), PlanPhase.STRATEGIZE));
      } catch (InvariantViolationException contradiction) {
        stage.services.plans().failStrategize(plan, contradiction);
        stage.outcome.plans.put("publish", "errored: " + contradiction.getMessage());
      }
    }
  }
}
