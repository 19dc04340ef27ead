package io.tidings.event.services.plan;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Snapshot of a plan. Immutable.
 *
 * @param id the plan's id
 * @param rootId the id of the root of its tree; its own id for a root
 * @param origin the request it was created from
 * @param phase its phase
 * @param state the processing state of that phase
 * @param createdAt the time of creation
 * @param changedAt the time of the last change of phase or state
 */
public record Plan(
    String id,
    String rootId,
    NewPlan origin,
    PlanPhase phase,
    ProcessingState state,
    Instant createdAt,
    Instant changedAt) {

  /**
   * Creates a snapshot.
   *
   * @throws IllegalArgumentException if an id is ill-formed
   */
  public Plan {
    Inputs.id(id, "id");
    Inputs.id(rootId, "rootId");
    requireNonNull(origin, "origin");
    requireNonNull(phase, "phase");
    requireNonNull(state, "state");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(changedAt, "changedAt");
  }

  /** Returns whether the plan is applied or cancelled; a finished plan cannot change any more. */
  public boolean isFinished() {
    return phase == PlanPhase.APPLIED || state == ProcessingState.CANCELLED;
  }

  /** Returns the name of the project if there is exactly one, else null. */
  @Nullable String onlyProject() {
    return origin.projectNames().size() == 1 ? origin.projectNames().get(0) : null;
  }

  boolean is(PlanPhase otherPhase, ProcessingState otherState) {
    return phase == otherPhase && state == otherState;
  }

  Plan withState(PlanPhase nextPhase, ProcessingState nextState, Instant now) {
    return new Plan(id, rootId, origin, nextPhase, nextState, createdAt, now);
  }
}
