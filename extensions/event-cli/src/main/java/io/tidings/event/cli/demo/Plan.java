package io.tidings.event.cli.demo;

import io.tidings.event.EventContext;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventType;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The plan to index a directory: its phase and state, and an event for each change of them. A
 * change of phase begins the new phase as processing and is one event; a change of state within a
 * phase is another (CA-02, CA-03). Confined to one thread.
 */
final class Plan {

  private final Causes causes;
  private final EventEmitter events;
  private final String id;
  private final String projectName;
  private Phase phase = Phase.STRATEGIZE;
  private PlanState state = PlanState.PROCESSING;

  Plan(Causes causes, EventEmitter events, String id, String projectName) {
    this.causes = causes;
    this.events = events;
    this.id = id;
    this.projectName = projectName;
  }

  /** A part of the work of a phase. */
  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  /** Tells that the plan exists, and makes that the cause of what follows. */
  EventContext.Opened create() {
    return causes.open(
        EventType.PLAN_CREATED,
        event ->
            event
                .planId(id)
                .rootPlanId(id)
                .detail("action_name", "index")
                .detail("phase", phase.id())
                .detail("project_names", List.of(projectName)));
  }

  /**
   * Does the work of the present phase; what it throws fails the plan and goes on to the caller.
   */
  void work(Step step) throws IOException {
    try {
      step.run();
    } catch (IOException | RuntimeException failure) {
      become(PlanState.ERRORED);
      events.emit(
          EventType.PLAN_ERRORED,
          event -> event.detail("phase", phase.id()).details(Faults.details(failure)));
      throw failure;
    }
  }

  /** Enters the next phase, does its work and takes the change of phase as the cause of it all. */
  void work(Phase next, String reason, Step step) throws IOException {
    Phase from = phase;
    phase = next;
    state = PlanState.PROCESSING;
    try (EventContext.Opened entered =
        causes.open(
            EventType.PLAN_PHASE_CHANGED,
            event ->
                event
                    .detail("from_phase", from.id())
                    .detail("to_phase", next.id())
                    .detail("reason", reason))) {
      work(step);
    }
  }

  /** Changes the state within the present phase. */
  void become(PlanState next) {
    PlanState from = state;
    state = next;
    events.emit(
        EventType.PLAN_STATE_CHANGED,
        event ->
            event
                .detail("from_state", from.id())
                .detail("to_state", next.id())
                .detail("phase", phase.id()));
  }

  /** Gives the plan up. It holds no resources that would have to be released. */
  void cancel(String reason) {
    become(PlanState.CANCELLED);
    events.emit(
        EventType.PLAN_CANCELLED,
        event -> event.detail("reason", reason).detail("resources_released", 0));
  }

  /**
   * Applies the plan. All there is to apply is to let the index stand as the result: the plan reads
   * and changes no file, and the event says exactly that.
   */
  void apply(Map<String, Boolean> validationResults) {
    become(PlanState.APPLIED);
    events.emit(
        EventType.PLAN_APPLIED,
        event ->
            event
                .detail("files_changed", 0)
                .detail("validation_results", validationResults)
                .detail("project_names", List.of(projectName)));
  }

  PlanState state() {
    return state;
  }
}
