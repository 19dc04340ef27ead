package io.tidings.event.services.invariant;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import io.tidings.event.services.plan.PlanPhase;
import org.jspecify.annotations.Nullable;

/**
 * The plan that invariants are looked up for. Immutable.
 *
 * @param planId the plan
 * @param projectName its project, or null
 * @param phase the phase it is in
 */
public record PlanInPhase(String planId, @Nullable String projectName, PlanPhase phase) {

  /** Creates it; ids and names must be well-formed. */
  public PlanInPhase {
    Inputs.id(planId, "planId");
    Inputs.optionalName(projectName, "projectName");
    requireNonNull(phase, "phase");
  }
}
