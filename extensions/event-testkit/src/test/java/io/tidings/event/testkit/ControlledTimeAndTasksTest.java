package io.tidings.event.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ControlledTimeAndTasksTest {

  private final ManualExecutor executor = new ManualExecutor();
  private final List<String> run = new ArrayList<>();

  @Test
  void clock_changes_only_when_set_or_advanced() {
    TestClock clock = TestClock.at(Instant.EPOCH);
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    clock.advance(Duration.ofSeconds(5));
    assertThat(clock.instant()).isEqualTo(Instant.ofEpochSecond(5));
    clock.set(Instant.ofEpochSecond(2));
    assertThat(clock.millis()).isEqualTo(2_000);
  }

  @Test
  void advance_rejects_a_negative_duration() {
    TestClock clock = TestClock.at(Instant.EPOCH);
    assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("by must not be negative");
  }

  @Test
  void ids_are_repeatable_and_look_like_ulids() {
    SequentialIds ids = new SequentialIds();

    assertThat(ids.nextId()).isEqualTo("01TEST00000000000000000001").isEqualTo(SequentialIds.id(1));
    assertThat(ids.nextId()).matches("[0-7][0-9A-HJKMNP-TV-Z]{25}");
    assertThat(SequentialIds.id(Long.MAX_VALUE)).hasSize(26);
    assertThatThrownBy(() -> SequentialIds.id(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void threads_get_different_ids() {
    SequentialIds ids = new SequentialIds();

    assertThat(IntStream.range(0, 10_000).parallel().mapToObj(i -> ids.nextId()))
        .doesNotHaveDuplicates();
  }

  @Test
  void tasks_run_in_order_on_request() {
    executor.execute(() -> run.add("a"));
    executor.execute(() -> executor.execute(() -> run.add("c")));
    executor.execute(() -> run.add("b"));

    assertThat(run).isEmpty();
    assertThat(executor.pending()).isEqualTo(3);
    assertThat(executor.runNext()).isTrue();
    assertThat(run).containsExactly("a");
    assertThat(executor.runAll()).isEqualTo(3);
    assertThat(run).containsExactly("a", "b", "c");
    assertThat(executor.runNext()).isFalse();
    assertThat(executor.runAll()).isZero();
  }

  @Test
  void task_exception_is_rethrown_and_later_tasks_stay() {
    IllegalStateException broken = new IllegalStateException("broken");
    executor.execute(
        () -> {
          throw broken;
        });
    executor.execute(() -> run.add("next"));

    assertThatThrownBy(executor::runAll).isSameAs(broken);
    assertThat(executor.pending()).isEqualTo(1);
    executor.runAll();
    assertThat(run).containsExactly("next");
  }

  @Test
  void endlessly_requeued_task_is_stopped() {
    again();

    assertThatThrownBy(executor::runAll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage(
            "100000 tasks were run and 1 are still queued; run tasks that queue further ones with"
                + " runNext");
  }

  private void again() {
    executor.execute(this::again);
  }

  @Test
  void clock_advances_to_the_greatest_instant_at_most() {
    TestClock clock = TestClock.at(Instant.EPOCH);
    clock.advance(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999));

    assertThat(clock.instant()).isEqualTo(Instant.MAX);
  }
}
