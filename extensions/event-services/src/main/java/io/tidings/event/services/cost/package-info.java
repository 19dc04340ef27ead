/**
 * Budgets and what is spent of them; start at {@link
 * io.tidings.event.services.cost.CostBudgetService}.
 */
@NullMarked
package io.tidings.event.services.cost;

import org.jspecify.annotations.NullMarked;
