package io.tidings.event.cli.demo.acts;

import io.tidings.event.services.actor.Actor;
import io.tidings.event.services.actor.ActorResult;
import io.tidings.event.services.cost.Budget;
import io.tidings.event.services.cost.BudgetType;
import java.nio.file.Path;

/** An actor reads every file of the directory once, with two tools, on a budget of bytes. */
final class Surveying implements Act {

  @Override
  public void play(Stage stage) throws Exception {
    stage.services.budgets().set(Budget.of(BudgetType.PLAN, stage.planId, stage.setting.budget()));
    Actor<Path, Long> surveyor =
        Actor.of(
            "surveyor",
            (directory, tools) -> {
              stage.workspace.walk(new Survey(stage, tools), stage.setting.stopped());
              stage.goOn();
              return ActorResult.completed(stage.outcome.findings.files());
            });
    stage.services.actors().run(surveyor, stage.setting.directory());
    stage.outcome.copied = Told.copied(stage.copy);
  }
}
