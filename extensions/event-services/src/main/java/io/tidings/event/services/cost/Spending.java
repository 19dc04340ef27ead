package io.tidings.event.services.cost;

import io.tidings.event.services.internal.Inputs;
import org.jspecify.annotations.Nullable;

/**
 * Something that was paid for. Immutable.
 *
 * @param amount how much, in the unit of the budgets
 * @param planId the plan it was for, or null
 * @param sessionId the session it was for, or null
 * @param organization the organization that pays, or null
 * @param provider who was paid, 1 to 256 characters
 * @param model for what, 1 to 256 characters
 */
public record Spending(
    long amount,
    @Nullable String planId,
    @Nullable String sessionId,
    @Nullable String organization,
    String provider,
    String model) {

  /**
   * Creates it.
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
