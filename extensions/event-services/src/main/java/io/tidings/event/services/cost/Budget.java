package io.tidings.event.services.cost;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;

/**
 * How much may be spent, and from where on to warn. Immutable. Amounts are whole numbers of the
 * smallest unit a host reckons in, such as millionths of a dollar.
 *
 * @param type whose budget it is
 * @param ownerId the plan, session or organization
 * @param limit how much may be spent
 * @param warnAt how much is spent when the warning comes, at most the limit
 */
public record Budget(BudgetType type, String ownerId, long limit, long warnAt) {

  /** The part of the limit at which to warn, unless told otherwise, in percent. */
  public static final int DEFAULT_WARNING_PERCENT = 80;

  /**
   * Creates it.
   *
   * @throws IllegalArgumentException if the id is ill-formed, an amount negative, or {@code warnAt}
   *     beyond the limit
   */
  public Budget {
    requireNonNull(type, "type");
    Inputs.id(ownerId, "ownerId");
    Inputs.notNegative(limit, "limit");
    if (Inputs.notNegative(warnAt, "warnAt") > limit) {
      throw new IllegalArgumentException("warnAt must not be beyond the limit");
    }
  }

  /** Returns a budget that warns at {@value #DEFAULT_WARNING_PERCENT} percent of its limit. */
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
