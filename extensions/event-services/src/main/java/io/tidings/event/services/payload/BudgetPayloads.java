package io.tidings.event.services.payload;

import io.tidings.event.Description;
import io.tidings.event.EventType;
import io.tidings.event.PayloadKind;

/** Payloads of the budget events. */
public final class BudgetPayloads {

  public static final PayloadKind<Crossing> WARNING =
      PayloadKind.of(EventType.BUDGET_WARNING, Crossing.class);

  public static final PayloadKind<Crossing> EXCEEDED =
      PayloadKind.of(EventType.BUDGET_EXCEEDED, Crossing.class);

  private BudgetPayloads() {}

  /** Payload of {@code budget.warning} and {@code budget.exceeded}. */
  @Description("Spending crossed the warning threshold or the limit of a budget.")
  public record Crossing(
      @Description("The type of the budget's owner: plan, session or organization.")
          String budgetType,
      @Description("The limit, in the host's smallest unit.") long limit,
      @Description("The amount spent, in the host's smallest unit.") long used,
      @Description("The provider of the spending.") String provider,
      @Description("The model of the spending.") String model) {}
}
