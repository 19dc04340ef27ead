package io.tidings.event.cli.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.tidings.event.EventEmitter;
import io.tidings.event.EventType;
import org.junit.jupiter.api.Test;

class ReadBudgetTest {

  private final Recorded recorded = new Recorded();
  private final ReadBudget budget = new ReadBudget(EventEmitter.of(recorded.bus), 100);

  @Test
  void nothing_is_said_below_four_fifths() {
    budget.spend(79);
    assertThat(recorded.kinds()).isEmpty();
  }

  @Test
  void four_fifths_warn_once() {
    budget.spend(79);
    budget.spend(1);
    budget.spend(20);
    assertThat(recorded.only(EventType.BUDGET_WARNING).details())
        .containsExactly(
            entry("budget_type", "bytes_read"), entry("limit", 100L), entry("used", 80L));
    assertThat(recorded.kinds()).hasSize(1);
    assertThat(budget.isExceeded()).isFalse();
  }

  @Test
  void passing_the_limit_is_told_once() {
    for (int i = 0; i < 300; i++) {
      budget.spend(1);
    }
    assertThat(recorded.kinds()).containsExactly("budget.warning", "budget.exceeded");
    assertThat(recorded.only(EventType.BUDGET_EXCEEDED).detail("used", Long.class)).isEqualTo(101);
    assertThat(budget.isExceeded()).isTrue();
  }

  @Test
  void one_great_step_warns_before_it_exceeds() {
    budget.spend(1_000);
    assertThat(recorded.kinds()).containsExactly("budget.warning", "budget.exceeded");
  }

  @Test
  void a_budget_of_one_byte_works() {
    ReadBudget small = new ReadBudget(EventEmitter.of(recorded.bus), 1);
    small.spend(1);
    small.spend(1);
    assertThat(recorded.kinds()).containsExactly("budget.warning", "budget.exceeded");
  }
}
