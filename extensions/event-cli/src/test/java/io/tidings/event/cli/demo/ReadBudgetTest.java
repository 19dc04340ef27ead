package io.tidings.event.cli.demo;

import static io.tidings.event.EventType.BUDGET_EXCEEDED;
import static io.tidings.event.EventType.BUDGET_WARNING;
import static io.tidings.event.testkit.TidingsAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.EventEmitter;
import io.tidings.event.testkit.RecordingEventBus;
import org.junit.jupiter.api.Test;

class ReadBudgetTest {

  private final RecordingEventBus bus = RecordingEventBus.create();
  private final ReadBudget budget = new ReadBudget(EventEmitter.of(bus), 100);

  @Test
  void nothing_is_said_below_four_fifths() {
    budget.spend(79);
    assertThat(bus).emittedNothing();
  }

  @Test
  void four_fifths_warn_once() {
    budget.spend(79);
    budget.spend(1);
    budget.spend(20);
    assertThat(bus)
        .emittedOnly(BUDGET_WARNING)
        .emittedExactly(1, BUDGET_WARNING)
        .emitted(BUDGET_WARNING)
        .withDetail("budget_type", "bytes_read")
        .withDetail("limit", 100)
        .withDetail("used", 80);
    assertThat(budget.isExceeded()).isFalse();
  }

  @Test
  void passing_the_limit_is_told_once() {
    for (int i = 0; i < 300; i++) {
      budget.spend(1);
    }
    assertWarnedOnceThenExceededOnce();
    assertThat(bus).emitted(BUDGET_EXCEEDED).withDetail("used", 101);
    assertThat(budget.isExceeded()).isTrue();
  }

  @Test
  void one_great_step_warns_before_it_exceeds() {
    budget.spend(1_000);
    assertWarnedOnceThenExceededOnce();
  }

  @Test
  void a_budget_of_one_byte_works() {
    ReadBudget small = new ReadBudget(EventEmitter.of(bus), 1);
    small.spend(1);
    small.spend(1);
    assertWarnedOnceThenExceededOnce();
  }

  private void assertWarnedOnceThenExceededOnce() {
    assertThat(bus)
        .emittedInOrder(BUDGET_WARNING, BUDGET_EXCEEDED)
        .emittedExactly(1, BUDGET_WARNING)
        .emittedExactly(1, BUDGET_EXCEEDED)
        .emittedOnly(BUDGET_WARNING, BUDGET_EXCEEDED);
  }
}
