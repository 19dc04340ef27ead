package io.tidings.event.services.cost;

import io.tidings.event.services.internal.Inputs;
import org.jspecify.annotations.Nullable;

/**
 * Amount spent on a model call. Immutable.
 *
 * @param amount the amount in the unit of the budgets, not negative
 * @param planId the id of the plan, or null
 * @param sessionId the id of the session, or null
 * @param organization the id of the paying organization, or null
 * @param provider the name of the provider, 1 to 256 characters
 * @param model the name of the model, 1 to 256 characters
 */
public record Spending(
    long amount,
    @Nullable String planId,
    @Nullable String sessionId,
    @Nullable String organization,
    String provider,
    String model) {

  /**
   * Creates a spending.
   *
   * @throws IllegalArgumentException if the amount is negative or a text ill-formed
   */
  public Spending {
    Inputs.notNegative(amount, "amount");
    Inputs.optionalId(planId, "planId");
    Inputs.optionalId(sessionId, "sessionId");
    Inputs.optionalId(organization, "organization");
    Inputs.name(provider, "provider");
    Inputs.name(model, "model");
  }

  @Nullable String owner(BudgetType type) {
    return switch (type) {
      case PLAN -> planId;
      case SESSION -> sessionId;
      case ORGANIZATION -> organization;
    };
  }
}
