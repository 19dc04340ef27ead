package io.tidings.samples.demo.steps;

import io.tidings.event.services.invariant.InvariantOwner;
import io.tidings.event.services.invariant.InvariantService;
import io.tidings.event.services.invariant.NewInvariant;
import io.tidings.event.services.plan.PlanPhase;
import io.tidings.samples.demo.directory.SecondCopy;

/**
 * Agreement on the invariants of the plan. Of two statements about one subject the one with the
 * narrower owner applies; every applicable invariant is then enforced.
 */
final class ApprovalStep implements Step {

  static final String DIRECTORY = "directory";
  static final String PLACE = "place";
  static final String SIZE = "size";

  @Override
  public void run(ScriptState state) throws Exception {
    InvariantService invariants = state.services.invariants();
    InvariantOwner everywhere = InvariantOwner.global();
    InvariantOwner project = InvariantOwner.project(state.project.name());
    invariants.add(new NewInvariant(everywhere, PLACE, "work is done somewhere else", null));
    invariants.add(new NewInvariant(everywhere, SIZE, "a copy has every file", null));
    invariants.add(new NewInvariant(project, SIZE, "a copy has five hundred files at most", null));
    invariants.reconcile(state.in(PlanPhase.STRATEGIZE));
    invariants.enforce(
        state.in(PlanPhase.STRATEGIZE),
        invariant ->
            switch (invariant.content().subject()) {
              case PLACE -> !state.workDirectory.root().startsWith(state.options.directory());
              case SIZE -> state.copy.files() <= SecondCopy.MAX_FILES;
              default -> false;
            });
  }
}
