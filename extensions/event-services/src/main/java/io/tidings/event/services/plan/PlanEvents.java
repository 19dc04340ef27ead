package io.tidings.event.services.plan;

import io.tidings.event.EventBuilder;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventType;
import io.tidings.event.services.Change;
import io.tidings.event.services.internal.Details;
import io.tidings.event.services.payload.PlanPayloads;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Emitter of the plan events. Thread-safe if the bus is. */
final class PlanEvents {

  private final EventEmitter events;

  PlanEvents(EventEmitter events) {
    this.events = events;
  }

  void created(Plan plan) {
    events.emit(
        EventType.PLAN_CREATED,
        plan,
        (event, created) ->
            of(event, created)
                .payload(
                    PlanPayloads.CREATED,
                    new PlanPayloads.Created(
                        created.origin().actionName(),
                        created.phase().id(),
                        created.origin().projectNames())));
  }

  void stateChanged(Change<Plan> change) {
    events.emit(
        EventType.PLAN_STATE_CHANGED,
        change,
        (event, changed) ->
            of(event, changed.after())
                .payload(
                    PlanPayloads.STATE_CHANGED,
                    new PlanPayloads.StateChanged(
                        changed.before().state().id(),
                        changed.after().state().id(),
                        changed.after().phase().id())));
  }

  void phaseChanged(Change<Plan> change, @Nullable String reason) {
    events.emit(
        EventType.PLAN_PHASE_CHANGED,
        event ->
            of(event, change.after())
                .payload(
                    PlanPayloads.PHASE_CHANGED,
                    new PlanPayloads.PhaseChanged(
                        change.before().phase().id(),
                        change.after().phase().id(),
                        reason == null ? null : Details.excerpt(reason))));
  }

  void applied(Plan plan, ApplyReport report) {
    events.emit(
        EventType.PLAN_APPLIED,
        event ->
            of(event, plan)
                .payload(
                    PlanPayloads.APPLIED,
                    new PlanPayloads.Applied(
                        report.filesChanged(),
                        report.validationResults(),
                        plan.origin().projectNames(),
                        event.scope().user())));
  }

  void cancelled(Plan plan, String reason, List<String> released) {
    events.emit(
        EventType.PLAN_CANCELLED,
        event ->
            of(event, plan)
                .payload(
                    PlanPayloads.CANCELLED,
                    new PlanPayloads.Cancelled(
                        Details.excerpt(reason),
                        Details.list(released.stream().map(Details::excerpt).toList()),
                        released.size())));
  }

  void errored(Plan plan, Throwable failure) {
    events.emit(
        EventType.PLAN_ERRORED,
        event ->
            of(event, plan)
                .payload(
                    PlanPayloads.ERRORED,
                    new PlanPayloads.Errored(
                        plan.phase().id(),
                        failure.getClass().getName(),
                        Details.message(failure))));
  }

  private static EventBuilder of(EventBuilder event, Plan plan) {
    return event
        .planId(plan.id())
        .rootPlanId(plan.rootId())
        .sessionId(plan.origin().sessionId())
        .projectName(plan.onlyProject());
  }
}
