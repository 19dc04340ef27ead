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
  void a_clock_stands_still_until_it_is_moved() {
    TestClock clock = TestClock.at(Instant.EPOCH);
    assertThat(clock.instant()).isEqualTo(Instant.EPOCH);
    clock.advance(Duration.ofSeconds(5));
    assertThat(clock.instant()).isEqualTo(Instant.ofEpochSecond(5));
    clock.set(Instant.ofEpochSecond(2));
    assertThat(clock.millis()).isEqualTo(2_000);
  }

  @Test
  void a_clock_is_not_moved_back_by_mistake() {
    TestClock clock = TestClock.at(Instant.EPOCH);
    assertThatThrownBy(() -> clock.advance(Duration.ofNanos(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("by must not be negative");
  }

  @Test
  void ids_are_the_same_in_every_run_and_look_like_ulids() {
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
  void tasks_wait_until_they_are_run_in_order() {
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
  void what_a_task_throws_is_thrown_on_and_the_next_is_left() {
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
  void a_task_that_hands_in_another_for_ever_is_stopped() {
    again();

    assertThatThrownBy(executor::runAll)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("after 100000 tasks there are still 1; do they hand in one another?");
  }

  private void again() {
    executor.execute(this::again);
  }
}
