package io.tidings.samples.demo.steps;

import io.tidings.event.services.invariant.InvariantOwner;
import io.tidings.event.services.invariant.InvariantService;
import io.tidings.event.services.invariant.NewInvariant;
import io.tidings.event.services.plan.PlanPhase;
import io.tidings.samples.demo.directory.SecondCopy;

/**
 * What must hold is agreed on: the narrower of two statements counts, and what counts is checked.
 */
final class ApprovalStep implements Step {

  static final String DIRECTORY = "directory";
  static final String PLACE = "place";
  static final String SIZE = "size";

  @Override
  public void play(ScriptState stage) throws Exception {
    InvariantService invariants = stage.services.invariants();
    InvariantOwner everywhere = InvariantOwner.global();
    InvariantOwner project = InvariantOwner.project(stage.project.name());
    invariants.add(new NewInvariant(everywhere, PLACE, "work is done somewhere else", null));
    invariants.add(new NewInvariant(everywhere, SIZE, "a copy has every file", null));
    invariants.add(new NewInvariant(project, SIZE, "a copy has five hundred files at most", null));
    invariants.reconcile(stage.in(PlanPhase.STRATEGIZE));
    invariants.enforce(
        stage.in(PlanPhase.STRATEGIZE),
        invariant ->
            switch (invariant.content().subject()) {
              case PLACE -> !stage.place.root().startsWith(stage.setting.directory());
              case SIZE -> stage.copy.files() <= SecondCopy.MAX_FILES;
              default -> false;
            });
  }
}
