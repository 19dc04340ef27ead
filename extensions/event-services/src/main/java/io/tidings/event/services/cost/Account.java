package io.tidings.event.services.cost;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;

/**
 * What is spent of a budget. Immutable.
 *
 * @param budget the budget
 * @param used how much is spent
 */
public record Account(Budget budget, long used) {

  /** Creates it; the amount must not be negative. */
  public Account {
    requireNonNull(budget, "budget");
    Inputs.notNegative(used, "used");
  }

  /** Returns what is left; negative if more was spent than the limit allows. */
  public long remaining() {
    return budget.limit() - used;
  }

  /** Tells whether so much is spent that a warning is due. */
  public boolean isWarned() {
    return used > 0 && used >= budget.warnAt();
  }

  /** Tells whether more is spent than the limit allows. */
  public boolean isExceeded() {
    return used > budget.limit();
  }

  Account with(Budget other) {
    return new Account(other, used);
  }

  /** Adds an amount; beyond what a long can hold it stays at the greatest. */
  Account spend(long amount) {
    long sum = used + amount;
    return new Account(budget, sum < 0 ? Long.MAX_VALUE : sum);
  }
}
