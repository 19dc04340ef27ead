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

/**
 * Operation of a service that saves and emits.
 *
 * @param name the name in test reports
 * @param preparation prepares the operation
 */
record Operation(String name, Preparation preparation) {

  /** Every one there is. */
  static final List<Operation> ALL =
      List.of(
          new Operation(
              "plan_use_action", (host, at) -> () -> plans(host).useAction(NewPlan.of("build"))),
          new Operation(
              "plan_start",
              (host, at) -> {
                PlanLifecycleService plans = plans(host);
                String id = plans.useAction(NewPlan.of("build")).id();
                return () -> plans.start(id);
              }),
          new Operation(
              "plan_execute",
              (host, at) -> {
                PlanLifecycleService plans = plans(host);
                String id = strategized(plans);
                return () -> plans.execute(id);
              }),
          new Operation(
              "plan_revert",
              (host, at) -> {
                PlanLifecycleService plans = plans(host);
                String id = plans.execute(strategized(plans)).id();
                return () -> plans.revert(id, PlanPhase.STRATEGIZE, "");
              }),
          new Operation(
              "plan_fail",
              (host, at) -> {
                PlanLifecycleService plans = plans(host);
                String id = plans.start(plans.useAction(NewPlan.of("build")).id()).id();
                return () -> plans.failStrategize(id, new IllegalStateException());
              }),
          new Operation(
              "plan_retry",
              (host, at) -> {
                PlanLifecycleService plans = plans(host);
                String id = plans.start(plans.useAction(NewPlan.of("build")).id()).id();
                plans.failStrategize(id, new IllegalStateException());
                return () -> plans.retry(id);
              }),
          new Operation(
              "plan_cancel",
              (host, at) -> {
                PlanLifecycleService plans = plans(host);
                String id = strategized(plans);
                return () -> plans.cancel(id, "");
              }),
          new Operation(
              "plan_complete_apply",
              (host, at) -> {
                PlanLifecycleService plans = plans(host);
                String id = plans.execute(strategized(plans)).id();
                plans.start(id);
                plans.completeExecute(id);
                plans.apply(id);
                plans.start(id);
                return () -> plans.completeApply(id, new ApplyReport(0, Map.of()));
              }),
          new Operation("decision_record", (host, at) -> () -> decisions(host).record(decision())),
          new Operation(
              "decision_approve",
              (host, at) -> {
                DecisionService decisions = decisions(host);
                String id = decisions.record(decision()).id();
                return () -> decisions.approve(id, "Margaret");
              }),
          new Operation(
              "decision_correct",
              (host, at) -> {
                DecisionService decisions = decisions(host);
                String id = decisions.record(decision()).id();
                return () -> decisions.correct(id, CorrectionMode.APPEND, "");
              }),
          new Operation(
              "decision_supersede",
              (host, at) -> {
                DecisionService decisions = decisions(host);
                String id = decisions.record(decision()).id();
                String other = decisions.record(decision()).id();
                return () -> decisions.supersede(id, other);
              }),
          new Operation(
              "session_create",
              (host, at) ->
                  () -> new SessionService(host.options(), host.repository("session")).create()),
          new Operation(
              "session_append",
              (host, at) -> {
                SessionService sessions =
                    new SessionService(host.options(), host.repository("session"));
                String id = sessions.create().id();
                return () -> sessions.append(id, MessageRole.USER, "");
              }),
          new Operation(
              "budget_spend",
              (host, at) -> {
                CostBudgetService budgets =
                    new CostBudgetService(host.options(), host.repository("account"));
                budgets.set(Budget.of(BudgetType.PLAN, "p-1", 1));
                return () -> budgets.spend(new Spending(2, "p-1", "s-1", null, "acme", "large"));
              }),
          new Operation(
              "context_assemble",
              (host, at) ->
                  () ->
                      new ContextPipeline(
                              host.options(), host.repository("context"), TokenCounter.estimating())
                          .assemble(
                              NewContext.ofBudget(9),
                              List.of(new ContextFragment("a", "text", 1)))),
          new Operation(
              "resource_index",
              (host, at) -> {
                Files.createDirectories(at);
                RepoIndexer indexer = new RepoIndexer(host.options(), host.repository("index"));
                return () -> indexer.index("repo", at);
              }),
          new Operation(
              "sandbox_create",
              (host, at) -> {
                SandboxService sandboxes = sandboxes(host, at);
                return () -> sandboxes.create(null, at.resolve("original"));
              }),
          new Operation(
              "sandbox_commit",
              (host, at) -> {
                SandboxService sandboxes = sandboxes(host, at);
                String id = sandboxes.create(null, at.resolve("original")).id();
                return () -> sandboxes.commit(id);
              }),
          new Operation(
              "sandbox_roll_back",
              (host, at) -> {
                SandboxService sandboxes = sandboxes(host, at);
                String id = sandboxes.create(null, at.resolve("original")).id();
                return () -> sandboxes.rollBack(id);
              }),
          new Operation(
              "checkpoint_create",
              (host, at) -> {
                SandboxService sandboxes = sandboxes(host, at);
                String id = sandboxes.create(null, at.resolve("original")).id();
                return () -> sandboxes.checkpoint(id, "", null);
              }),
          new Operation(
              "checkpoint_restore",
              (host, at) -> {
                SandboxService sandboxes = sandboxes(host, at);
                String id = sandboxes.create(null, at.resolve("original")).id();
                String checkpoint = sandboxes.checkpoint(id, "", null).id();
                return () -> sandboxes.restore(checkpoint);
              }));

  /** Does what is asked for. */
  @FunctionalInterface
  interface Step {
    void run() throws Exception;
  }

  /** Makes ready what is needed. */
  @FunctionalInterface
  interface Preparation {
    Step prepare(Host host, Path directory) throws Exception;
  }

  @Override
  public String toString() {
    return name;
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
