package io.tidings.samples.demo.steps;

import io.tidings.event.services.invariant.InvariantOwner;
import io.tidings.event.services.invariant.InvariantService;
import io.tidings.event.services.invariant.InvariantViolationException;
import io.tidings.event.services.invariant.NewInvariant;
import io.tidings.event.services.plan.PlanPhase;
import io.tidings.samples.demo.directory.DirectorySnapshot;
import java.io.IOException;

/** Whether the directory is as it was is looked at again. */
final class VerifyUnchangedStep implements Step {

  @Override
  public void play(ScriptState stage) throws Exception {
    InvariantService invariants = stage.services.invariants();
    boolean isAsItWas = looked(stage).equals(stage.before);
    stage.goOn();
    invariants.add(
        new NewInvariant(
            InvariantOwner.plan(stage.planId), ApprovalStep.DIRECTORY, "it is not touched", null));
    try {
      invariants.enforce(
          stage.in(PlanPhase.APPLIED),
          invariant -> isAsItWas || !invariant.content().subject().equals(ApprovalStep.DIRECTORY));
      stage.outcome.untouched = "as it was";
    } catch (InvariantViolationException changed) {
      stage.outcome.untouched = "changed meanwhile, by somebody else";
    }
  }

  private static DirectorySnapshot looked(ScriptState stage) {
    try {
      return DirectorySnapshot.at(stage.workspace, stage.setting.stopped());
    } catch (IOException gone) {
      return DirectorySnapshot.NOTHING;
    }
  }
}
