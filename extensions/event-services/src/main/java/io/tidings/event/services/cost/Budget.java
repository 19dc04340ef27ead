package io.tidings.event.services.cost;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;

/**
 * Spending limit with a warning threshold. Immutable. Amounts are whole numbers of the smallest
 * unit that a host uses, such as millionths of a dollar.
 *
 * @param type the type of the owner
 * @param ownerId the id of the plan, session or organization
 * @param limit the maximum amount
 * @param warnAt the amount at which the warning is emitted, at most the limit
 */
public record Budget(BudgetType type, String ownerId, long limit, long warnAt) {

  /** The default warning threshold, in percent of the limit. */
  public static final int DEFAULT_WARNING_PERCENT = 80;

  /**
   * Creates a budget.
   *
   * @throws IllegalArgumentException if the id is ill-formed, an amount negative, or {@code warnAt}
   *     greater than the limit
   */
  public Budget {
    requireNonNull(type, "type");
    Inputs.id(ownerId, "ownerId");
    Inputs.notNegative(limit, "limit");
    if (Inputs.notNegative(warnAt, "warnAt") > limit) {
      throw new IllegalArgumentException("warnAt must not be greater than limit");
    }
  }

  /**
   * Returns a budget with the threshold at {@value #DEFAULT_WARNING_PERCENT} percent of the limit.
   *
   * @throws IllegalArgumentException if the id is ill-formed or the limit negative
   */
  public static Budget of(BudgetType type, String ownerId, long limit) {
    Inputs.notNegative(limit, "limit");
    long warnAt =
        limit / 100 * DEFAULT_WARNING_PERCENT + limit % 100 * DEFAULT_WARNING_PERCENT / 100;
    return new Budget(type, ownerId, limit, warnAt);
  }

  String key() {
    return key(type, ownerId);
  }

  static String key(BudgetType type, String ownerId) {
    return type.id() + ":" + ownerId;
  }
}
