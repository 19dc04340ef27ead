package io.tidings.event.services.invariant;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import io.tidings.event.services.plan.PlanPhase;
import org.jspecify.annotations.Nullable;

/**
 * Plan and phase whose invariants are determined. Immutable.
 *
 * @param planId the plan's id
 * @param projectName the name of its project, or null
 * @param phase the plan's phase
 */
public record PlanInPhase(String planId, @Nullable String projectName, PlanPhase phase) {

  /**
   * Creates an instance.
   *
   * @throws IllegalArgumentException if the id or name is ill-formed
   */
  public PlanInPhase {
    Inputs.id(planId, "planId");
    Inputs.optionalName(projectName, "projectName");
    requireNonNull(phase, "phase");
  }
}
