package io.tidings.event.agent;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventContext;
import io.tidings.event.services.cost.CostBudgetService;
import io.tidings.event.services.cost.Spending;
import org.jspecify.annotations.Nullable;

/** Bookings of model calls on the budgets of plan, session and organization. */
final class Spendings {

  private static final String UNKNOWN = "unknown";

  private final AgentOptions options;

  Spendings(AgentOptions options) {
    this.options = options;
  }

  /** Books the tokens of a call; events of the budgets are effects of its answer. */
  void book(EventContext answered, @Nullable String session, ModelUsage usage) {
    CostBudgetService budgets = options.budgets();
    if (budgets != null) {
      Guard.run(
          "Booking of a model call",
          () -> answered.run(() -> budgets.spend(spending(answered, session, usage))));
    }
  }

  private Spending spending(EventContext answered, @Nullable String session, ModelUsage usage) {
    DomainEvent event = answered.event();
    return new Spending(
        options.price().applyAsLong(usage),
        event == null ? null : event.planId(),
        event == null ? session : event.sessionId(),
        answered.scope().organization(),
        Names.of(usage.provider(), UNKNOWN),
        Names.of(usage.model(), UNKNOWN));
  }
}
