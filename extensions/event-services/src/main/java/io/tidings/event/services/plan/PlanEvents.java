package io.tidings.event.services.plan;

import io.tidings.event.EventBuilder;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventType;
import io.tidings.event.services.Change;
import io.tidings.event.services.internal.Details;
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
                .detail("action_name", created.origin().actionName())
                .detail("phase", created.phase().id())
                .detail("project_names", created.origin().projectNames()));
  }

  void stateChanged(Change<Plan> change) {
    events.emit(
        EventType.PLAN_STATE_CHANGED,
        change,
        (event, changed) ->
            of(event, changed.after())
                .detail("from_state", changed.before().state().id())
                .detail("to_state", changed.after().state().id())
                .detail("phase", changed.after().phase().id()));
  }

  void phaseChanged(Change<Plan> change, @Nullable String reason) {
    events.emit(
        EventType.PLAN_PHASE_CHANGED,
        event ->
            of(event, change.after())
                .detail("from_phase", change.before().phase().id())
                .detail("to_phase", change.after().phase().id())
                .detail("reason", reason == null ? null : Details.excerpt(reason)));
  }

  void applied(Plan plan, ApplyReport report) {
    events.emit(
        EventType.PLAN_APPLIED,
        event ->
            of(event, plan)
                .detail("files_changed", report.filesChanged())
                .detail("validation_results", report.validationResults())
                .detail("project_names", plan.origin().projectNames())
                .detail("user_identity", event.scope().user()));
  }

  void cancelled(Plan plan, String reason, List<String> released) {
    events.emit(
        EventType.PLAN_CANCELLED,
        event ->
            of(event, plan)
                .detail("reason", Details.excerpt(reason))
                .detail(
                    "resources_released",
                    Details.list(released.stream().map(Details::excerpt).toList()))
                .detail("released_count", released.size()));
  }

  void errored(Plan plan, Throwable failure) {
    events.emit(
        EventType.PLAN_ERRORED,
        event -> of(event, plan).detail("phase", plan.phase().id()).error(failure));
  }

  private static EventBuilder of(EventBuilder event, Plan plan) {
    return event
        .planId(plan.id())
        .rootPlanId(plan.rootId())
        .sessionId(plan.origin().sessionId())
        .projectName(plan.onlyProject());
  }
}
