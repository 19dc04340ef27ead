package io.tidings.event.services.cost;

import org.jspecify.annotations.Nullable;

/**
 * Outcome of booking a spending. Immutable.
 *
 * @param tightest the account with the least remaining, of equal ones the narrowest; null if no
 *     budget applies
 */
public record BudgetDecision(@Nullable Account tightest) {

  /** Returns whether no budget is exceeded. */
  public boolean isWithinLimits() {
    return tightest == null || !tightest.isExceeded();
  }
}
