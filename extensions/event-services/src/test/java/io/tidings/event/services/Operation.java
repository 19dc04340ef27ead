package io.tidings.event.services;

import io.tidings.event.services.context.ContextFragment;
import io.tidings.event.services.context.ContextPipeline;
import io.tidings.event.services.context.NewContext;
import io.tidings.event.services.context.TokenCounter;
import io.tidings.event.services.cost.Budget;
import io.tidings.event.services.cost.BudgetType;
import io.tidings.event.services.cost.CostBudgetService;
import io.tidings.event.services.cost.Spending;
import io.tidings.event.services.decision.CorrectionMode;
import io.tidings.event.services.decision.DecisionService;
import io.tidings.event.services.decision.NewDecision;
import io.tidings.event.services.host.Host;
import io.tidings.event.services.plan.ApplyReport;
import io.tidings.event.services.plan.NewPlan;
import io.tidings.event.services.plan.PlanLifecycleService;
import io.tidings.event.services.plan.PlanPhase;
import io.tidings.event.services.plan.PlanResources;
import io.tidings.event.services.resource.RepoIndexer;
import io.tidings.event.services.sandbox.SandboxService;
import io.tidings.event.services.session.MessageRole;
import io.tidings.event.services.session.SessionService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Every operation of the services that saves something and emits. */
enum Operation {
  PLAN_USE_ACTION((host, at) -> () -> plans(host).useAction(NewPlan.of("build"))),
  PLAN_START(
      (host, at) -> {
        PlanLifecycleService plans = plans(host);
        String id = plans.useAction(NewPlan.of("build")).id();
        return () -> plans.start(id);
      }),
  PLAN_EXECUTE(
      (host, at) -> {
        PlanLifecycleService plans = plans(host);
        String id = strategized(plans);
        return () -> plans.execute(id);
      }),
  PLAN_REVERT(
      (host, at) -> {
        PlanLifecycleService plans = plans(host);
        String id = plans.execute(strategized(plans)).id();
        return () -> plans.revert(id, PlanPhase.STRATEGIZE, "");
      }),
  PLAN_FAIL(
      (host, at) -> {
        PlanLifecycleService plans = plans(host);
        String id = plans.start(plans.useAction(NewPlan.of("build")).id()).id();
        return () -> plans.failStrategize(id, new IllegalStateException());
      }),
  PLAN_CANCEL(
      (host, at) -> {
        PlanLifecycleService plans = plans(host);
        String id = strategized(plans);
        return () -> plans.cancel(id, "");
      }),
  PLAN_COMPLETE_APPLY(
      (host, at) -> {
        PlanLifecycleService plans = plans(host);
        String id = plans.execute(strategized(plans)).id();
        plans.start(id);
        plans.completeExecute(id);
        plans.apply(id);
        plans.start(id);
        return () -> plans.completeApply(id, new ApplyReport(0, Map.of()));
      }),
  DECISION_RECORD((host, at) -> () -> decisions(host).record(decision())),
  DECISION_APPROVE(
      (host, at) -> {
        DecisionService decisions = decisions(host);
        String id = decisions.record(decision()).id();
        return () -> decisions.approve(id, "Margaret");
      }),
  DECISION_CORRECT(
      (host, at) -> {
        DecisionService decisions = decisions(host);
        String id = decisions.record(decision()).id();
        return () -> decisions.correct(id, CorrectionMode.APPEND, "");
      }),
  DECISION_SUPERSEDE(
      (host, at) -> {
        DecisionService decisions = decisions(host);
        String id = decisions.record(decision()).id();
        String other = decisions.record(decision()).id();
        return () -> decisions.supersede(id, other);
      }),
  SESSION_CREATE(
      (host, at) -> () -> new SessionService(host.options(), host.repository("session")).create()),
  SESSION_APPEND(
      (host, at) -> {
        SessionService sessions = new SessionService(host.options(), host.repository("session"));
        String id = sessions.create().id();
        return () -> sessions.append(id, MessageRole.USER, "");
      }),
  BUDGET_SPEND(
      (host, at) -> {
        CostBudgetService budgets =
            new CostBudgetService(host.options(), host.repository("account"));
        budgets.set(Budget.of(BudgetType.PLAN, "p-1", 1));
        budgets.set(Budget.of(BudgetType.SESSION, "s-1", 1));
        return () -> budgets.spend(new Spending(2, "p-1", "s-1", null, "acme", "large"));
      }),
  CONTEXT_ASSEMBLE(
      (host, at) ->
          () ->
              new ContextPipeline(
                      host.options(), host.repository("context"), TokenCounter.estimating())
                  .assemble(NewContext.ofBudget(9), List.of(new ContextFragment("a", "text", 1)))),
  RESOURCE_INDEX(
      (host, at) -> {
        Files.createDirectories(at);
        RepoIndexer indexer = new RepoIndexer(host.options(), host.repository("index"));
        return () -> indexer.index("repo", at);
      }),
  SANDBOX_CREATE(
      (host, at) -> {
        SandboxService sandboxes = sandboxes(host, at);
        return () -> sandboxes.create(null, at.resolve("original"));
      }),
  SANDBOX_COMMIT(
      (host, at) -> {
        SandboxService sandboxes = sandboxes(host, at);
        String id = sandboxes.create(null, at.resolve("original")).id();
        return () -> sandboxes.commit(id);
      }),
  SANDBOX_ROLL_BACK(
      (host, at) -> {
        SandboxService sandboxes = sandboxes(host, at);
        String id = sandboxes.create(null, at.resolve("original")).id();
        return () -> sandboxes.rollBack(id);
      }),
  CHECKPOINT_CREATE(
      (host, at) -> {
        SandboxService sandboxes = sandboxes(host, at);
        String id = sandboxes.create(null, at.resolve("original")).id();
        return () -> sandboxes.checkpoint(id, "", null);
      }),
  CHECKPOINT_RESTORE(
      (host, at) -> {
        SandboxService sandboxes = sandboxes(host, at);
        String id = sandboxes.create(null, at.resolve("original")).id();
        String checkpoint = sandboxes.checkpoint(id, "", null).id();
        return () -> sandboxes.restore(checkpoint);
      });

  /** Does what is asked for. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  /** Makes ready what is needed. */
  @FunctionalInterface
  private interface Preparation {
    Step prepare(Host host, Path directory) throws Exception;
  }

  private final Preparation preparation;

  Operation(Preparation preparation) {
    this.preparation = preparation;
  }

  Step prepare(Host host, Path directory) throws Exception {
    return preparation.prepare(host, directory);
  }

  private static PlanLifecycleService plans(Host host) {
    return new PlanLifecycleService(host.options(), host.repository("plan"), PlanResources.none());
  }

  private static String strategized(PlanLifecycleService plans) {
    String id = plans.useAction(NewPlan.of("build")).id();
    plans.start(id);
    return plans.completeStrategize(id).id();
  }

  private static DecisionService decisions(Host host) {
    return new DecisionService(host.options(), host.repository("decision"));
  }

  private static NewDecision decision() {
    return new NewDecision("p-1", "choice", "", "", "");
  }

  private static SandboxService sandboxes(Host host, Path at) throws Exception {
    Files.writeString(Files.createDirectories(at.resolve("original")).resolve("file"), "x");
    return new SandboxService(
        host.options(),
        at.resolve("home"),
        host.repository("sandbox"),
        host.repository("checkpoint"),
        planId -> false);
  }
}
