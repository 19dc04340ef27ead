package io.tidings.event.services.context;

import io.tidings.event.services.internal.Inputs;
import org.jspecify.annotations.Nullable;

/**
 * Request for a context. Immutable.
 *
 * @param budget the maximum number of tokens, not negative
 * @param planId the id of the plan, or null
 * @param sessionId the id of the session, or null
 */
public record NewContext(int budget, @Nullable String planId, @Nullable String sessionId) {

  /**
   * Creates a request.
   *
   * @throws IllegalArgumentException if the budget is negative or an id ill-formed
   */
  public NewContext {
    Inputs.notNegative(budget, "budget");
    Inputs.optionalId(planId, "planId");
    Inputs.optionalId(sessionId, "sessionId");
  }

  /** Returns a request without plan and session. */
  public static NewContext ofBudget(int budget) {
    return new NewContext(budget, null, null);
  }
}
