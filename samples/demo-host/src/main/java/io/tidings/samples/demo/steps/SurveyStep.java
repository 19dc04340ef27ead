package io.tidings.samples.demo.steps;

import io.tidings.event.cli.text.DisplayText;
import io.tidings.event.cli.text.ErrorMessages;
import io.tidings.event.services.actor.Actor;
import io.tidings.event.services.actor.ActorResult;
import io.tidings.event.services.cost.Budget;
import io.tidings.event.services.cost.BudgetType;
import io.tidings.samples.demo.directory.SecondCopy;
import java.io.IOException;
import java.nio.file.Path;

/** An actor that reads every file of the directory once, with two tools and a byte budget. */
final class SurveyStep implements Step {

  @Override
  public void run(ScriptState state) throws Exception {
    state.services.budgets().set(Budget.of(BudgetType.PLAN, state.planId, state.options.budget()));
    Actor<Path, Long> surveyor =
        Actor.of(
            "surveyor",
            (directory, tools) -> {
              state.tree.walk(new SurveyVisitor(state, tools), state.options.stopRequested());
              state.checkNotStopped();
              return ActorResult.completed(state.outcome.findings.files());
            });
    state.services.actors().run(surveyor, state.options.directory());
    state.outcome.copySummary = CopyText.of(state.copy);
  }

  /** The text form of the extent of a second copy. */
  static final class CopyText {

    private CopyText() {}

    static String of(SecondCopy copy) {
      String extent =
          DisplayText.counted(copy.files(), "file")
              + ", "
              + DisplayText.counted(copy.bytes(), "byte");
      IOException failure = copy.failure();
      if (failure != null) {
        return extent + "; copying failed: " + ErrorMessages.reason(failure);
      }
      return copy.skipped() == 0
          ? extent
          : extent + "; no room for " + DisplayText.counted(copy.skipped(), "file") + " more";
    }
  }
}
