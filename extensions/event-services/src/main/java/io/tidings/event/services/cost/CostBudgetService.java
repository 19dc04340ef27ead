package io.tidings.event.services.cost;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBuilder;
import io.tidings.event.EventBus;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.services.Change;
import io.tidings.event.services.Repository;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.UnknownIdException;
import io.tidings.event.services.payload.BudgetPayloads;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Service that books spendings on the budgets of plan, session and organization. The tightest of
 * them decides.
 *
 * <p>Booking never fails because of a limit; the decision reports whether a limit is exceeded. Each
 * crossed threshold emits once: {@code budget.warning} when the warning threshold is reached,
 * {@code budget.exceeded} when the limit is exceeded, both if one spending does both, and nothing
 * while the account stays beyond. A spending is booked on one budget after the other. If a
 * repository throws in between, the earlier budgets keep the booking and emit, and the exception
 * propagates; booking the same spending again counts it twice there. Events are emitted on the
 * calling thread. Arguments must not be null. Thread-safe.
 *
 * @contract CA-37, CA-38
 */
public final class CostBudgetService {

  private final ServiceOptions options;
  private final Repository<Account> accounts;

  /** Creates a service with an optional bus that keeps its accounts in memory. */
  public CostBudgetService(@Nullable EventBus bus) {
    this(ServiceOptions.of(bus), Repository.inMemory());
  }

  /** Creates a service. */
  public CostBudgetService(ServiceOptions options, Repository<Account> accounts) {
    this.options = requireNonNull(options, "options");
    this.accounts = requireNonNull(accounts, "accounts");
  }

  /**
   * Sets a budget, or replaces one and keeps the amount spent. Emits nothing: the catalogue has no
   * type for it. An account already beyond a new threshold does not cross it again.
   *
   * @return the account after the change
   */
  public Account set(Budget budget) {
    String key = requireNonNull(budget, "budget").key();
    Account fresh = new Account(budget, 0);
    if (accounts.find(key) == null && accounts.add(key, fresh)) {
      return fresh;
    }
    return accounts.change(key, account -> account.withBudget(budget)).after();
  }

  /**
   * Returns the current state of an account. Emits nothing.
   *
   * @throws UnknownIdException if the owner has no budget of this type
   */
  public Account get(BudgetType type, String ownerId) {
    return accounts.get(Budget.key(requireNonNull(type, "type"), ownerId));
  }

  /**
   * Books a spending on every budget it belongs to.
   *
   * @return the tightest account after the booking
   */
  public BudgetDecision spend(Spending spending) {
    List<Change<Account>> changes = new ArrayList<>();
    try {
      book(spending, changes);
    } finally {
      changes.forEach(change -> emitCrossings(change, spending));
    }
    return new BudgetDecision(
        changes.stream()
            .map(Change::after)
            .min(Comparator.comparingLong(Account::remaining))
            .orElse(null));
  }

  private void book(Spending spending, List<Change<Account>> changes) {
    for (BudgetType type : BudgetType.values()) {
      String owner = spending.owner(type);
      String key = owner == null ? null : Budget.key(type, owner);
      if (key != null && accounts.find(key) != null) {
        changes.add(accounts.change(key, account -> account.spend(spending.amount())));
      }
    }
  }

  private void emitCrossings(Change<Account> change, Spending spending) {
    if (!change.before().isWarningDue() && change.after().isWarningDue()) {
      options
          .events()
          .emit(
              EventType.BUDGET_WARNING,
              event ->
                  of(event, spending)
                      .payload(BudgetPayloads.WARNING, crossing(change.after(), spending)));
    }
    if (!change.before().isExceeded() && change.after().isExceeded()) {
      options
          .events()
          .emit(
              EventType.BUDGET_EXCEEDED,
              event ->
                  of(event, spending)
                      .payload(BudgetPayloads.EXCEEDED, crossing(change.after(), spending)));
    }
  }

  private static EventBuilder of(EventBuilder event, Spending spending) {
    return event
        .planId(spending.planId())
        .sessionId(spending.sessionId())
        .scope(EventScope.none().withOrganization(spending.organization()));
  }

  private static BudgetPayloads.Crossing crossing(Account account, Spending spending) {
    return new BudgetPayloads.Crossing(
        account.budget().type().id(),
        account.budget().limit(),
        account.used(),
        spending.provider(),
        spending.model());
  }
}
