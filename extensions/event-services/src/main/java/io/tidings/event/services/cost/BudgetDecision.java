package io.tidings.event.services.cost;

import org.jspecify.annotations.Nullable;

/**
 * What the budgets say after something was spent. Immutable.
 *
 * @param tightest the account with the least left, the narrower of two; null if no budget applies
 */
public record BudgetDecision(@Nullable Account tightest) {

  /** Tells whether no budget is exceeded: more may be spent. */
  public boolean isWithinLimits() {
    return tightest == null || !tightest.isExceeded();
  }
}
