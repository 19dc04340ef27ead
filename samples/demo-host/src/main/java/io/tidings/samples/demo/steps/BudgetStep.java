package io.tidings.samples.demo.steps;

import io.tidings.event.EventContext;
import io.tidings.event.EventType;
import io.tidings.event.services.cost.Budget;
import io.tidings.event.services.cost.BudgetType;
import io.tidings.event.services.cost.CostBudgetService;
import io.tidings.event.services.cost.Spending;
import io.tidings.event.services.plan.NewPlan;
import io.tidings.samples.demo.tools.LineCounter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** A plan that may call five tools and calls one too many: it is warned, and then cancelled. */
final class BudgetStep implements Step {

  private static final int CALLS = 5;

  @Override
  public void play(ScriptState stage) throws Exception {
    NewPlan origin = NewPlan.of("recount").withProjects(stage.project.name());
    String plan = stage.services.plans().useAction(origin.withSession(stage.sessionId)).id();
    try (EventContext.Handle created = stage.causes.open(EventType.PLAN_CREATED)) {
      stage.services.plans().start(plan);
      hold(stage, plan);
      int calls = spent(stage, plan);
      String reason =
          String.format(
              Locale.ROOT, "its budget of %d calls of tools is spent after %d", CALLS, calls);
      stage.services.plans().cancel(plan, reason);
      stage.outcome.plans.put("recount", "cancelled: " + reason);
    }
  }

  /** It holds a sandbox of its own, with the report alone, which cancelling gives back. */
  private static void hold(ScriptState stage, String plan) throws Exception {
    Path alone = Files.createDirectories(stage.place.scratch().resolve("report"));
    Files.copy(report(stage), alone.resolve(stage.reportName));
    stage.services.held().hold(plan, stage.services.sandboxes().create(plan, alone).id());
  }

  private static int spent(ScriptState stage, String plan) throws Exception {
    CostBudgetService budgets = stage.services.budgets();
    budgets.set(Budget.of(BudgetType.PLAN, plan, CALLS));
    byte[] report = Files.readAllBytes(report(stage));
    Spending call = new Spending(1, plan, stage.sessionId, null, "local", LineCounter.NAME);
    int calls = 0;
    do {
      stage.services.tools().run(new LineCounter(), report);
      calls++;
    } while (budgets.spend(call).isWithinLimits());
    return calls;
  }

  private static Path report(ScriptState stage) {
    return stage.copy.root().resolve(stage.reportName);
  }
}
