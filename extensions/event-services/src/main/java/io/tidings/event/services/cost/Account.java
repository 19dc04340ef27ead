package io.tidings.event.services.cost;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;

/**
 * Budget and the amount spent of it. Immutable.
 *
 * @param budget the budget
 * @param used the amount spent, not negative
 */
public record Account(Budget budget, long used) {

  /**
   * Creates an account.
   *
   * @throws IllegalArgumentException if the amount is negative
   */
  public Account {
    requireNonNull(budget, "budget");
    Inputs.notNegative(used, "used");
  }

  /** Returns the remaining amount; negative if the limit is exceeded. */
  public long remaining() {
    return budget.limit() - used;
  }

  /** Returns whether the warning threshold is reached. */
  public boolean isWarningDue() {
    return used > 0 && used >= budget.warnAt();
  }

  /** Returns whether the amount spent exceeds the limit. */
  public boolean isExceeded() {
    return used > budget.limit();
  }

  Account withBudget(Budget other) {
    return new Account(other, used);
  }

  /** Returns this account with an amount added, at most {@link Long#MAX_VALUE}. */
  Account spend(long amount) {
    long sum = used + amount;
    return new Account(budget, sum < 0 ? Long.MAX_VALUE : sum);
  }
}
