/** Budgets and spendings. Start at {@link io.tidings.event.services.cost.CostBudgetService}. */
@NullMarked
package io.tidings.event.services.cost;

import org.jspecify.annotations.NullMarked;
