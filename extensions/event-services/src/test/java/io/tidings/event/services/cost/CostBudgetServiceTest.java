package io.tidings.event.services.cost;

import static io.tidings.event.EventType.BUDGET_EXCEEDED;
import static io.tidings.event.EventType.BUDGET_WARNING;
import static io.tidings.event.services.cost.BudgetType.ORGANIZATION;
import static io.tidings.event.services.cost.BudgetType.PLAN;
import static io.tidings.event.services.cost.BudgetType.SESSION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.services.Change;
import io.tidings.event.services.UnknownIdException;
import io.tidings.event.services.host.ConcurrentCalls;
import io.tidings.event.services.host.EveryHost;
import io.tidings.event.services.host.Host;
import java.util.List;
import java.util.concurrent.Phaser;
import org.junit.jupiter.api.Test;

class CostBudgetServiceTest {

  private static CostBudgetService service(Host host) {
    return new CostBudgetService(host.options(), host.repository("account"));
  }

  private static Spending spending(long amount) {
    return new Spending(amount, "p-1", "s-1", "o-1", "acme", "large");
  }

  @EveryHost
  void a_warning_comes_once_when_the_threshold_is_reached(Host host) {
    CostBudgetService service = service(host);
    service.set(Budget.of(PLAN, "p-1", 100));

    assertThat(service.spend(spending(79)).isWithinLimits()).isTrue();
    host.emitted();
    assertThat(service.spend(spending(1)).isWithinLimits()).isTrue();
    service.spend(spending(5));

    assertThat(service.get(PLAN, "p-1").used()).isEqualTo(85);
    host.emitted(BUDGET_WARNING);
    host.details(
        BUDGET_WARNING,
        "budget_type",
        "plan",
        "limit",
        100,
        "used",
        80,
        "provider",
        "acme",
        "model",
        "large");
    host.assertLatest(
        BUDGET_WARNING,
        event -> {
          assertThat(event.planId()).isEqualTo("p-1");
          assertThat(event.sessionId()).isEqualTo("s-1");
          assertThat(event.scope().organization()).isEqualTo("o-1");
        });
  }

  @EveryHost
  void exceeding_comes_once_when_the_limit_is_passed(Host host) {
    CostBudgetService service = service(host);
    service.set(new Budget(SESSION, "s-1", 100, 100));

    assertThat(service.spend(spending(100)).isWithinLimits()).isTrue();
    BudgetDecision decision = service.spend(spending(1));
    service.spend(spending(1));

    assertThat(decision.isWithinLimits()).isFalse();
    host.emitted(BUDGET_WARNING, BUDGET_EXCEEDED);
    host.details(
        BUDGET_EXCEEDED,
        "budget_type",
        "session",
        "limit",
        100,
        "used",
        101,
        "provider",
        "acme",
        "model",
        "large");
  }

  @EveryHost
  void of_several_budgets_the_tightest_wins(Host host) {
    CostBudgetService service = service(host);
    service.set(Budget.of(PLAN, "p-1", 1_000));
    service.set(Budget.of(SESSION, "s-1", 100));
    service.set(Budget.of(ORGANIZATION, "o-1", 10_000));

    BudgetDecision decision = service.spend(spending(150));

    assertThat(decision.isWithinLimits()).isFalse();
    assertThat(decision.tightest()).isEqualTo(service.get(SESSION, "s-1"));
    assertThat(service.get(ORGANIZATION, "o-1").used()).isEqualTo(150);
    host.emitted(BUDGET_WARNING, BUDGET_EXCEEDED);
  }

  @EveryHost
  void crossed_budgets_emit_from_the_narrowest_on(Host host) {
    CostBudgetService service = service(host);
    service.set(new Budget(PLAN, "p-1", 10, 10));
    service.set(new Budget(ORGANIZATION, "o-1", 10, 10));

    assertThat(service.spend(spending(10)).tightest()).isEqualTo(service.get(PLAN, "p-1"));
    host.emitted(BUDGET_WARNING, BUDGET_WARNING);
    host.assertLatest(
        BUDGET_WARNING,
        event -> assertThat(event.details()).containsEntry("budget_type", "organization"));
  }

  /** The next spending finds the budget already crossed and emits nothing. */
  @EveryHost
  void crossed_budget_emits_if_the_next_cannot_be_saved(Host host) {
    CostBudgetService service = service(host);
    service.set(Budget.of(PLAN, "p-1", 100));
    service.set(Budget.of(SESSION, "s-1", 100));
    host.journal().failAfter(1);

    assertThatThrownBy(() -> service.spend(spending(90))).hasMessage("nothing can be saved");

    assertThat(service.get(PLAN, "p-1").used()).isEqualTo(90);
    assertThat(service.get(SESSION, "s-1").used()).isZero();
    host.emitted(BUDGET_WARNING);
    host.assertLatest(
        BUDGET_WARNING, event -> assertThat(event.details()).containsEntry("budget_type", "plan"));
  }

  @EveryHost
  void a_budget_that_was_raised_can_be_crossed_again(Host host) {
    CostBudgetService service = service(host);
    service.set(Budget.of(PLAN, "p-1", 100));
    service.spend(spending(101));
    service.set(Budget.of(PLAN, "p-1", 200));
    service.spend(spending(100));

    host.emitted(BUDGET_WARNING, BUDGET_EXCEEDED, BUDGET_WARNING, BUDGET_EXCEEDED);
  }

  @EveryHost
  void a_budget_of_nothing_is_exceeded_by_the_first_spending(Host host) {
    CostBudgetService service = service(host);
    service.set(Budget.of(PLAN, "p-1", 0));

    assertThat(service.spend(spending(0)).isWithinLimits()).isTrue();
    host.emitted();
    assertThat(service.spend(spending(1)).isWithinLimits()).isFalse();
    host.emitted(BUDGET_WARNING, BUDGET_EXCEEDED);
  }

  @EveryHost
  void what_no_budget_is_for_is_within_limits(Host host) {
    CostBudgetService service = service(host);
    BudgetDecision decision = service.spend(new Spending(5, null, null, null, "acme", "large"));

    assertThat(decision.tightest()).isNull();
    assertThat(decision.isWithinLimits()).isTrue();
    assertThat(service.spend(spending(5)).isWithinLimits()).isTrue();
    assertThatThrownBy(() -> service.get(PLAN, "p-1")).isInstanceOf(UnknownIdException.class);
    host.emitted();
  }

  @EveryHost
  void a_sum_beyond_all_numbers_stays_exceeded(Host host) {
    CostBudgetService service = service(host);
    service.set(Budget.of(PLAN, "p-1", 100));
    service.spend(spending(Long.MAX_VALUE));

    assertThat(service.spend(spending(Long.MAX_VALUE)).isWithinLimits()).isFalse();
    assertThat(service.get(PLAN, "p-1").used()).isEqualTo(Long.MAX_VALUE);
    host.emitted(BUDGET_WARNING, BUDGET_EXCEEDED);
  }

  @EveryHost
  void budgets_crossed_by_many_threads_warn_once_and_exceed_once(Host host) {
    CostBudgetService service = service(host);
    service.set(Budget.of(PLAN, "p-1", 4_000));

    List<Boolean> within =
        ConcurrentCalls.run(
            8,
            index -> {
              boolean isWithin = true;
              for (int i = 0; i < 1_000; i++) {
                isWithin = service.spend(spending(1)).isWithinLimits();
              }
              return isWithin;
            });

    assertThat(within).contains(false);
    assertThat(service.get(PLAN, "p-1").used()).isEqualTo(8_000);
    host.emittedInAnyOrder(BUDGET_WARNING, BUDGET_EXCEEDED);
  }

  /** The negative control: looking and booking apart, as a careless service would. */
  @Test
  void a_crossing_looked_for_apart_from_the_booking_is_found_twice() {
    Account account = new Account(new Budget(PLAN, "p-1", 1, 1), 0);
    Phaser looked = new Phaser(2);

    List<Boolean> crossings =
        ConcurrentCalls.run(
            2,
            index -> {
              Change<Account> careless = new Change<>(account, account.spend(2));
              looked.arriveAndAwaitAdvance();
              return !careless.before().isExceeded() && careless.after().isExceeded();
            });

    assertThat(crossings).containsExactly(true, true);
  }

  @EveryHost
  void ill_formed_budgets_are_refused_by_name(Host host) {
    assertThatThrownBy(() -> Budget.of(PLAN, "p-1", -1)).hasMessageContaining("limit");
    assertThatThrownBy(() -> Budget.of(PLAN, "p 1", 1)).hasMessageContaining("ownerId");
    assertThatThrownBy(() -> new Budget(PLAN, "p-1", 1, 2)).hasMessageContaining("warnAt");
    assertThatThrownBy(() -> spending(-1)).hasMessageContaining("amount");
    assertThat(Budget.of(PLAN, "p-1", Long.MAX_VALUE).warnAt()).isPositive();
    host.emitted();
  }
}
