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

/** A plan with a budget of five tool calls that makes one more: it is warned, then cancelled. */
final class BudgetStep implements Step {

  private static final int CALLS = 5;

  @Override
  public void run(ScriptState state) throws Exception {
    NewPlan origin = NewPlan.of("recount").withProjects(state.project.name());
    String plan = state.services.plans().useAction(origin.withSession(state.sessionId)).id();
    try (EventContext.Handle created = state.causes.open(EventType.PLAN_CREATED)) {
      state.services.plans().start(plan);
      createSandbox(state, plan);
      int calls = spend(state, plan);
      String reason =
          String.format(
              Locale.ROOT, "its budget of %d tool calls is exceeded after %d", CALLS, calls);
      state.services.plans().cancel(plan, reason);
      state.outcome.plans.put("recount", "cancelled: " + reason);
    }
  }

  /** Gives the plan a sandbox of its own, with a copy of the report; cancellation discards it. */
  private static void createSandbox(ScriptState state, String plan) throws Exception {
    Path directory = Files.createDirectories(state.workDirectory.scratch().resolve("report"));
    Files.copy(report(state), directory.resolve(state.reportName));
    state
        .services
        .planSandboxes()
        .register(plan, state.services.sandboxes().create(plan, directory).id());
  }

  private static int spend(ScriptState state, String plan) throws Exception {
    CostBudgetService budgets = state.services.budgets();
    budgets.set(Budget.of(BudgetType.PLAN, plan, CALLS));
    byte[] report = Files.readAllBytes(report(state));
    Spending call = new Spending(1, plan, state.sessionId, null, "local", LineCounter.NAME);
    int calls = 0;
    do {
      state.services.tools().run(new LineCounter(), report);
      calls++;
    } while (budgets.spend(call).isWithinLimits());
    return calls;
  }

  private static Path report(ScriptState state) {
    return state.copy.root().resolve(state.reportName);
  }
}
