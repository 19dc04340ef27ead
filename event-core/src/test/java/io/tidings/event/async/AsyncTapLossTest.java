package io.tidings.event.async;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.Contract;
import io.tidings.event.LogCapture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is told of the events that an AsyncTap loses. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsyncTapLossTest extends AsyncTapFixture {

  @Test
  @Contract("ASY-03")
  void losses_are_reported_once_for_each_time_the_queue_runs_over() throws Exception {
    try (LogCapture log = LogCapture.open()) {
      AsyncTap tap = tap(2, OverflowPolicy.DROP_NEWEST).build();
      emit(tap, 1, 7);
      assertThat(log.warnings()).isEmpty();
      sink.pass(2);
      assertThat(tap.flush(LONG)).isTrue();
      Eventually.until(() -> log.warnings().size() == 1);
      emit(tap, 8, 12);
      sink.open();
      assertThat(tap.close(LONG)).isTrue();

      assertThat(log.warnings())
          .containsExactly(
              "Dropped 5 events: the queue of " + GatedTap.class.getName() + " was full",
              "Dropped 3 events: the queue of " + GatedTap.class.getName() + " was full");
      assertThat(tap.dropped()).isEqualTo(8);
    }
  }

  private static String lost(int events) {
    return "Dropped " + events + " events: the queue of " + GatedTap.class.getName() + " was full";
  }

  @Test
  @Contract("ASY-03")
  void the_losses_of_a_burst_are_one_sum_that_needs_no_further_event() {
    try (LogCapture log = LogCapture.open()) {
      AsyncTap tap = tap(2, OverflowPolicy.DROP_NEWEST).build();
      emit(tap, 1, 1);
      sink.awaitEntered(1);
      emit(tap, 2, 3);
      sink.pass(1);
      sink.awaitEntered(2);
      emit(tap, 4, 5);
      sink.open();

      Eventually.until(() -> !log.warnings().isEmpty());
      assertThat(log.warnings()).containsExactly(lost(2));
      assertThat(tap.close(LONG)).isTrue();
      assertThat(log.warnings()).hasSize(1);
    }
  }

  @Test
  @Contract("ASY-03")
  void a_queue_that_never_empties_is_reported_all_the_same() {
    try (LogCapture log = LogCapture.open()) {
      AsyncTap tap = tap(2, OverflowPolicy.DROP_NEWEST).build();
      emit(tap, 0, 0);
      sink.awaitEntered(1);
      for (int i = 1; i <= 600; i++) {
        emit(tap, 2 * i - 1, 2 * i);
        sink.pass(1);
        sink.awaitEntered(i + 1);
      }

      assertThat(log.warnings()).containsExactly(lost(512));
      sink.open();
      assertThat(tap.close(LONG)).isTrue();
      assertThat(log.warnings()).containsExactly(lost(512), lost(88));
    }
  }

  @Test
  @Contract("ASY-06")
  void a_flush_is_about_what_was_accepted_and_dropped_tells_the_rest() throws Exception {
    AsyncTap tap = tap(1, OverflowPolicy.DROP_NEWEST).build();
    emit(tap, 1, 3);
    sink.open();

    assertThat(tap.flush(LONG)).isTrue();
    assertThat(tap.dropped()).isEqualTo(2);
    assertThat(tap.close(LONG)).isTrue();
  }
}
