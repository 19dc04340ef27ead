package io.tidings.event.services.context;

import io.tidings.event.services.internal.Inputs;
import org.jspecify.annotations.Nullable;

/**
 * For what a context is to be assembled. Immutable.
 *
 * @param budget how many tokens it may cost, zero for an empty one
 * @param planId the plan, or null
 * @param sessionId the session, or null
 */
public record NewContext(int budget, @Nullable String planId, @Nullable String sessionId) {

  /**
   * Creates it.
   *
   * @throws IllegalArgumentException if the budget is negative or an id ill-formed
   */
  public NewContext {
    Inputs.notNegative(budget, "budget");
    Inputs.optionalId(planId, "planId");
    Inputs.optionalId(sessionId, "sessionId");
  }

  /** Returns a context of no plan and no session. */
  public static NewContext ofBudget(int budget) {
    return new NewContext(budget, null, null);
  }
}
