package io.tidings.samples.demo.steps;

import io.tidings.event.EventContext;
import io.tidings.event.EventType;
import io.tidings.event.services.plan.NewPlan;
import io.tidings.event.services.plan.Plan;
import io.tidings.event.services.plan.PlanLifecycleService;
import java.util.List;
import java.util.function.BiConsumer;

/** The plan that all is about, from its beginning to its being applied. */
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
  public void play(ScriptState stage) throws Exception {
    PlanLifecycleService plans = stage.services.plans();
    NewPlan origin = NewPlan.of("report").withProjects(stage.project.name());
    stage.planId = plans.useAction(origin.withSession(stage.sessionId)).id();
    stage.outcome.planId = stage.planId;
    try (EventContext.Handle plan = stage.causes.open(EventType.PLAN_CREATED)) {
      phases(stage, plans);
    } finally {
      Plan end = plans.get(stage.planId);
      stage.outcome.plans.put("report", end.phase().id() + ", " + end.state().id());
    }
  }

  private static void phases(ScriptState stage, PlanLifecycleService plans) throws Exception {
    work(stage, STRATEGIZE, plans::failStrategize);
    plans.completeStrategize(stage.planId);
    plans.execute(stage.planId);
    try (EventContext.Handle phase = stage.causes.open(EventType.PLAN_PHASE_CHANGED)) {
      work(stage, EXECUTE, plans::failExecute);
      plans.completeExecute(stage.planId);
    }
    plans.apply(stage.planId);
    try (EventContext.Handle phase = stage.causes.open(EventType.PLAN_PHASE_CHANGED)) {
      work(stage, APPLY, plans::failApply);
    }
  }

  private static void work(ScriptState stage, List<Step> acts, BiConsumer<String, Throwable> fail)
      throws Exception {
    stage.services.plans().start(stage.planId);
    try {
      for (Step act : acts) {
        stage.goOn();
        act.play(stage);
      }
    } catch (ScriptStoppedException stopped) {
      stage.services.plans().cancel(stage.planId, "nobody wants the rest of it");
      throw stopped;
    } catch (Exception failure) {
      fail.accept(stage.planId, failure);
      throw failure;
    }
  }
}
