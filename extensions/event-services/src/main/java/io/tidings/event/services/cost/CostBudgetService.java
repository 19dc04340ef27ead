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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Books what is spent on the budgets of plan, session and organization, and says what is left: of
 * several budgets the tightest counts.
 *
 * <p>What was spent was spent, so booking never fails for a limit; the decision tells whether more
 * may be spent. Each budget that is crossed is told once: one {@code budget.warning} when its
 * warning threshold is reached (CA-37), one {@code budget.exceeded} when its limit is passed
 * (CA-38), both if it is one spending that does it, and nothing while it stays there. A spending is
 * booked on one budget after the other; if a repository fails in between, those before have it and
 * are told of, since nobody would cross them again: to book the whole spending once more counts it
 * twice there. No argument may be null. Thread-safe.
 */
public final class CostBudgetService {

  private final ServiceOptions options;
  private final Repository<Account> accounts;

  /** Creates a service with an optional bus, which keeps its accounts in memory. */
  public CostBudgetService(@Nullable EventBus bus) {
    this(ServiceOptions.of(bus), Repository.inMemory());
  }

  /** Creates a service. */
  public CostBudgetService(ServiceOptions options, Repository<Account> accounts) {
    this.options = requireNonNull(options, "options");
    this.accounts = requireNonNull(accounts, "accounts");
  }

  /**
   * Sets a budget, or changes it and keeps what is spent. This is no lifecycle point of the
   * catalogue and emits nothing; what was below a new threshold can cross it, what is beyond has
   * crossed it.
   *
   * @return the account as it is now
   */
  public Account set(Budget budget) {
    String key = requireNonNull(budget, "budget").key();
    Account fresh = new Account(budget, 0);
    if (accounts.find(key) == null && accounts.add(key, fresh)) {
      return fresh;
    }
    return accounts.change(key, account -> account.with(budget)).after();
  }

  /**
   * Returns an account as it is.
   *
   * @throws UnknownIdException if the owner has no budget of this type
   */
  public Account get(BudgetType type, String ownerId) {
    return accounts.get(Budget.key(requireNonNull(type, "type"), ownerId));
  }

  /** Books something that was paid for on every budget it belongs to. */
  public BudgetDecision spend(Spending spending) {
    List<Change<Account>> changes = new ArrayList<>();
    try {
      book(spending, changes);
    } finally {
      changes.forEach(change -> tell(change, spending));
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

  private void tell(Change<Account> change, Spending spending) {
    if (!change.before().isWarned() && change.after().isWarned()) {
      options.events().emit(EventType.BUDGET_WARNING, event -> of(event, change.after(), spending));
    }
    if (!change.before().isExceeded() && change.after().isExceeded()) {
      options
          .events()
          .emit(EventType.BUDGET_EXCEEDED, event -> of(event, change.after(), spending));
    }
  }

  private static void of(EventBuilder event, Account account, Spending spending) {
    event
        .planId(spending.planId())
        .sessionId(spending.sessionId())
        .scope(EventScope.none().withOrganization(spending.organization()))
        .detail("budget_type", account.budget().type().id())
        .detail("limit", account.budget().limit())
        .detail("used", account.used())
        .detail("provider", spending.provider())
        .detail("model", spending.model());
  }
}
