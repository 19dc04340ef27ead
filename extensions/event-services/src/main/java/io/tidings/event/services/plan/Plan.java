package io.tidings.event.services.plan;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A plan as it is at one moment. Immutable.
 *
 * @param id its id
 * @param rootId the root of the tree it is in; its own id if it is the root
 * @param origin what it was made from
 * @param phase how far it has come
 * @param state what is going on in that phase
 * @param createdAt when it was made
 * @param changedAt when phase or state changed last
 */
public record Plan(
    String id,
    String rootId,
    NewPlan origin,
    PlanPhase phase,
    ProcessingState state,
    Instant createdAt,
    Instant changedAt) {

  /** Creates it; no part may be null, ids must be well-formed. */
  public Plan {
    Inputs.id(id, "id");
    Inputs.id(rootId, "rootId");
    requireNonNull(origin, "origin");
    requireNonNull(phase, "phase");
    requireNonNull(state, "state");
    requireNonNull(createdAt, "createdAt");
    requireNonNull(changedAt, "changedAt");
  }

  /** Tells whether nothing can happen to the plan any more: it was applied or cancelled. */
  public boolean isOver() {
    return phase == PlanPhase.APPLIED || state == ProcessingState.CANCELLED;
  }

  /** Returns the name of the project if there is exactly one, else null. */
  @Nullable String onlyProject() {
    return origin.projectNames().size() == 1 ? origin.projectNames().get(0) : null;
  }

  boolean is(PlanPhase otherPhase, ProcessingState otherState) {
    return phase == otherPhase && state == otherState;
  }

  Plan become(PlanPhase nextPhase, ProcessingState nextState, Instant now) {
    return new Plan(id, rootId, origin, nextPhase, nextState, createdAt, now);
  }
}
