package io.tidings.samples.demo.steps;

import io.tidings.event.services.actor.Actor;
import io.tidings.event.services.actor.ActorAnswer;
import io.tidings.event.services.cost.Budget;
import io.tidings.event.services.cost.BudgetType;
import java.nio.file.Path;

/** An actor reads every file of the directory once, with two tools, on a budget of bytes. */
final class SurveyStep implements Step {

  @Override
  public void play(ScriptState stage) throws Exception {
    stage.services.budgets().set(Budget.of(BudgetType.PLAN, stage.planId, stage.setting.budget()));
    Actor<Path, Long> surveyor =
        Actor.of(
            "surveyor",
            (directory, tools) -> {
              stage.workspace.walk(new SurveyVisitor(stage, tools), stage.setting.stopped());
              stage.goOn();
              return ActorAnswer.completed(stage.outcome.findings.files());
            });
    stage.services.actors().run(surveyor, stage.setting.directory());
    stage.outcome.copied = CopyText.copied(stage.copy);
  }
}
