package io.tidings.samples.demo.steps;

import io.tidings.event.EventContext;
import io.tidings.event.EventType;
import io.tidings.event.services.plan.NewPlan;
import io.tidings.event.services.plan.Plan;
import io.tidings.event.services.plan.PlanLifecycleService;
import java.util.List;
import java.util.function.BiConsumer;

/** The main plan of the script, from its creation to its application. */
final class ReportStep implements Step {

  private static final List<Step> STRATEGIZE = List.of(new DecisionStep(), new ApprovalStep());

  private static final List<Step> EXECUTE =
      List.of(
          new SurveyStep(),
          new ContextStep(),
          new CopyStep(),
          new RollbackStep(),
          new BuildStep(),
          new FailureStep(),
          new WriteReportStep());

  private static final List<Step> APPLY = List.of(new ApplyStep());

  @Override
  public void run(ScriptState state) throws Exception {
    PlanLifecycleService plans = state.services.plans();
    NewPlan origin = NewPlan.of("report").withProjects(state.project.name());
    state.planId = plans.useAction(origin.withSession(state.sessionId)).id();
    state.outcome.planId = state.planId;
    try (EventContext.Handle plan = state.causes.open(EventType.PLAN_CREATED)) {
      phases(state, plans);
    } finally {
      Plan end = plans.get(state.planId);
      state.outcome.plans.put("report", end.phase().id() + ", " + end.state().id());
    }
  }

  private static void phases(ScriptState state, PlanLifecycleService plans) throws Exception {
    work(state, STRATEGIZE, plans::failStrategize);
    plans.completeStrategize(state.planId);
    plans.execute(state.planId);
    try (EventContext.Handle phase = state.causes.open(EventType.PLAN_PHASE_CHANGED)) {
      work(state, EXECUTE, plans::failExecute);
      plans.completeExecute(state.planId);
    }
    plans.apply(state.planId);
    try (EventContext.Handle phase = state.causes.open(EventType.PLAN_PHASE_CHANGED)) {
      work(state, APPLY, plans::failApply);
    }
  }

  private static void work(ScriptState state, List<Step> steps, BiConsumer<String, Throwable> fail)
      throws Exception {
    state.services.plans().start(state.planId);
    try {
      for (Step step : steps) {
        state.checkNotStopped();
        step.run(state);
      }
    } catch (ScriptStoppedException stop) {
      state.services.plans().cancel(state.planId, "the run was stopped");
      throw stop;
    } catch (Exception failure) {
      fail.accept(state.planId, failure);
      throw failure;
    }
  }
}
