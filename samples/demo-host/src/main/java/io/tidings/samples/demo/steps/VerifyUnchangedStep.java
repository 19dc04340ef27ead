package io.tidings.samples.demo.steps;

import io.tidings.event.services.invariant.InvariantOwner;
import io.tidings.event.services.invariant.InvariantService;
import io.tidings.event.services.invariant.InvariantViolationException;
import io.tidings.event.services.invariant.NewInvariant;
import io.tidings.event.services.plan.PlanPhase;
import io.tidings.samples.demo.directory.DirectorySnapshot;
import java.io.IOException;

/** Verification that the directory has not changed since the script started. */
final class VerifyUnchangedStep implements Step {

  @Override
  public void run(ScriptState state) throws Exception {
    InvariantService invariants = state.services.invariants();
    boolean isUnchanged = snapshot(state).equals(state.before);
    state.checkNotStopped();
    invariants.add(
        new NewInvariant(
            InvariantOwner.plan(state.planId), ApprovalStep.DIRECTORY, "it is not changed", null));
    try {
      invariants.enforce(
          state.in(PlanPhase.APPLIED),
          invariant ->
              isUnchanged || !invariant.content().subject().equals(ApprovalStep.DIRECTORY));
      state.outcome.directoryState = "unchanged";
    } catch (InvariantViolationException changed) {
      state.outcome.directoryState = "changed meanwhile by another process";
    }
  }

  private static DirectorySnapshot snapshot(ScriptState state) {
    try {
      return DirectorySnapshot.of(state.tree, state.options.stopRequested());
    } catch (IOException missing) {
      return DirectorySnapshot.MISSING;
    }
  }
}
