package io.tidings.event.async;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.Contract;
import io.tidings.event.DomainEvent;
import io.tidings.event.LogCapture;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What {@code flush} and {@code close} of an AsyncTap do and tell. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsyncTapEndTest extends AsyncTapFixture {

  @Test
  @Contract({"ASY-06", "ASY-07"})
  void flush_and_close_on_the_writer_do_not_wait_for_themselves() throws Exception {
    AtomicReference<AsyncTap> self = new AtomicReference<>();
    List<Boolean> answers = new CopyOnWriteArrayList<>();
    GatedTap closing =
        new GatedTap() {
          @Override
          void hear(DomainEvent event) throws Exception {
            answers.add(requireNonNull(self.get()).flush(FOR_EVER));
            answers.add(requireNonNull(self.get()).close(FOR_EVER));
          }
        };
    AsyncTap tap = AsyncTap.of(closing);
    self.set(tap);
    emit(tap, 1, 2);
    closing.open();

    assertThat(tap.close(LONG)).isTrue();
    assertThat(answers).containsExactly(false, false, false, false);
    assertThat(closing.done).containsExactly("e1", "e2");
    assertThat(closing.calls).containsExactly("close");
  }

  @Test
  @Contract({"ASY-06", "ASY-07"})
  void flush_and_close_tell_what_is_left_while_the_delegate_is_stuck() throws Exception {
    AsyncTap tap = tap(3, OverflowPolicy.BLOCK).build();
    emit(tap, 1, 3);

    assertThat(tap.flush(Duration.ZERO)).isFalse();
    assertThat(tap.flush(Duration.ofMillis(1))).isFalse();
    assertThat(tap.close(Duration.ofMillis(1))).isFalse();
    assertThat(tap.close(Duration.ofSeconds(-1))).isFalse();
    assertThat(tap.pending()).isEqualTo(3);
    assertThat(sink.calls).isEmpty();

    sink.open();
    assertThat(tap.close(LONG)).isTrue();
    assertThat(tap.close(Duration.ofDays(365_000_000_000L))).isTrue();
    assertThat(tap.flush(Duration.ZERO)).isTrue();
    assertThat(sink.done).containsExactly("e1", "e2", "e3");
    assertThat(sink.calls).containsExactly("close", "flush");
  }

  @Test
  @Contract("ASY-07")
  void an_emitter_that_waits_while_the_tap_is_closed_gets_its_event_through() throws Exception {
    AsyncTap tap = tap(1, OverflowPolicy.BLOCK).build();
    emit(tap, 1, 1);
    Thread emitter = Eventually.waiting(() -> emit(tap, 2, 2));
    assertThat(tap.close(Duration.ZERO)).isFalse();
    Thread.State waiting = emitter.getState();
    sink.pass(1);
    emitter.join();
    sink.open();

    assertThat(waiting).isEqualTo(Thread.State.TIMED_WAITING);
    assertThat(tap.close(LONG)).isTrue();
    assertThat(sink.done.size() + tap.dropped()).isEqualTo(2);
  }

  @Test
  @Contract({"ASY-06", "ASY-07"})
  void whoever_is_interrupted_while_flushing_or_closing_gets_an_answer_and_stays_interrupted()
      throws Exception {
    AsyncTap tap = tap(3, OverflowPolicy.BLOCK).build();
    emit(tap, 1, 1);
    sink.awaitEntered(1);
    List<Boolean> answers = new CopyOnWriteArrayList<>();
    Thread flusher = new Thread(() -> answers.add(flushed(tap) || !Thread.interrupted()));
    Thread closer = new Thread(() -> answers.add(tap.close(FOR_EVER) || !Thread.interrupted()));
    for (Thread thread : List.of(flusher, closer)) {
      thread.start();
      thread.interrupt();
      thread.join();
    }

    assertThat(answers).containsExactly(false, false);
    sink.open();
    assertThat(tap.close(LONG)).isTrue();
  }

  private static boolean flushed(AsyncTap tap) {
    try {
      return tap.flush(FOR_EVER);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  @Test
  @Contract("ASY-07")
  void a_delegate_that_fails_to_close_or_keeps_something_is_told() {
    List<Throwable> told = new CopyOnWriteArrayList<>();
    IllegalStateException failure = new IllegalStateException("on purpose");
    GatedTap throwing =
        new GatedTap() {
          @Override
          public boolean close(Duration timeout) {
            throw failure;
          }
        };
    GatedTap keeping =
        new GatedTap() {
          @Override
          public boolean close(Duration timeout) {
            return false;
          }
        };

    assertThat(
            AsyncTap.builder(throwing)
                .failureListener(new RecordedFailures(told))
                .build()
                .close(LONG))
        .isFalse();
    assertThat(AsyncTap.of(keeping).close(LONG)).isFalse();
    assertThat(told).containsExactly(failure);
  }

  @Test
  @Contract({"ASY-03", "ASY-07"})
  void what_comes_after_the_end_is_dropped_counted_and_warned_of_once() {
    try (LogCapture log = LogCapture.open()) {
      AsyncTap tap = AsyncTap.of(sink);
      tap.close(LONG);
      emit(tap, 1, 3);

      assertThat(tap.dropped()).isEqualTo(3);
      assertThat(log.warnings())
          .singleElement()
          .asString()
          .contains("AsyncTap of " + GatedTap.class.getName(), "is closed", "e1");
    }
  }
}
