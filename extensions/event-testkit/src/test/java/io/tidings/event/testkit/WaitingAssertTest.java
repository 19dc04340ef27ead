package io.tidings.event.testkit;

import static io.tidings.event.testkit.Order.PAID;
import static io.tidings.event.testkit.Order.PLACED;
import static io.tidings.event.testkit.Order.SHIPPED;
import static io.tidings.event.testkit.TidingsAssertions.assertThat;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WaitingAssertTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final Bench bench = new Bench();
  private final RecordingEventBus bus = bench.bus;
  private final ExecutorService pool = Executors.newSingleThreadExecutor();

  @AfterEach
  void shutDown() {
    pool.shutdownNow();
  }

  private <T> Future<T> waiting(Callable<T> wait) throws Exception {
    return pool.submit(wait);
  }

  @Test
  void emitted_waits_for_an_event_with_all_expectations() throws Exception {
    Future<EventAssert> found =
        waiting(() -> assertThat(bus).within(LONG).emitted(PAID).withDetail("n", 2));
    bench.emit(PLACED);
    bench.emit(PAID, builder -> builder.detail("n", 1));
    bench.emit(PAID, builder -> builder.detail("n", 2));

    assertThat(found.get(10, SECONDS).events()).hasSize(1);
  }

  @Test
  void order_and_count_are_awaited() throws Exception {
    Future<WaitingAssert> found =
        waiting(
            () ->
                assertThat(bus).within(LONG).emittedInOrder(PLACED, PAID).emittedExactly(2, PAID));
    bench.emit(PLACED);
    bench.emit(PAID);
    bench.emit(PAID);

    assertThat(found.get(10, SECONDS)).isNotNull();
  }

  @Test
  void too_many_events_end_the_wait() {
    bench.emit(PAID);
    bench.emit(PAID);

    assertThatThrownBy(() -> assertThat(bus).within(LONG).emittedExactly(1, PAID))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expected exactly 1 order.paid, but there were 2");
  }

  @Test
  void expired_wait_fails_and_states_the_timeout() {
    bench.emit(PLACED);

    assertThatThrownBy(() -> assertThat(bus).as("payment").within(SHORT).emitted(PAID))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "[payment] Expected order.paid, but there was none, within 50 ms.\n"
                + "1 event:\n  +0 ms order.placed …000001");
  }

  @Test
  void zero_or_negative_timeout_does_not_wait() {
    bench.emit(PLACED);

    assertThat(bus).within(Duration.ZERO).emitted(PLACED);
    assertThat(bus).within(Duration.ofSeconds(-1)).emitted(PLACED);
    assertThatThrownBy(() -> assertThat(bus).within(Duration.ofSeconds(-1)).emitted(PAID))
        .isInstanceOf(AssertionError.class);
    assertThat(bus).within(Duration.ofSeconds(Long.MAX_VALUE)).emitted(PLACED);
  }

  @Test
  void closed_bus_ends_the_wait() throws Exception {
    Future<EventAssert> wait = waiting(() -> assertThat(bus).within(LONG).emitted(PAID));
    bench.emit(PLACED);
    bus.close();

    assertThatThrownBy(() -> wait.get(10, SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            """
            Expected order.paid, but there was none, and the bus was closed while waiting.
            1 event:
              +0 ms order.placed …000001\
            """);
  }

  @Test
  void host_bus_closed_through_its_recording_ends_the_wait() throws Exception {
    RecordingEventBus around = RecordingEventBus.around(bus);
    Future<EventAssert> wait = waiting(() -> assertThat(around).within(LONG).emitted(PAID));
    around.close();

    assertThatThrownBy(() -> wait.get(10, SECONDS))
        .hasMessageContaining("the bus was closed while waiting");
  }

  @Test
  void event_recorded_before_close_is_found() {
    bench.emit(PAID);
    bus.close();

    assertThat(bus).within(LONG).emitted(PAID);
  }

  @Test
  void interrupt_ends_the_wait_and_stays_set() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> assertThat(bus).within(LONG).emitted(PAID))
          .isInstanceOf(AssertionError.class)
          .hasCauseInstanceOf(InterruptedException.class)
          .hasMessageStartingWith("Interrupted while waiting");
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void interrupt_during_await_is_thrown() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    Future<Boolean> wait =
        waiting(
            () ->
                bus.recording()
                    .await(
                        events -> {
                          asked.countDown();
                          return false;
                        },
                        LONG));
    assertThat(asked.await(10, SECONDS)).isTrue();
    pool.shutdownNow();

    assertThatThrownBy(() -> wait.get(10, SECONDS)).hasCauseInstanceOf(InterruptedException.class);
  }

  @Test
  void spurious_wakeup_does_not_reevaluate_the_condition() throws Exception {
    RecordedEvents recorded = new RecordedEvents(10);
    AtomicInteger asked = new AtomicInteger();
    CountDownLatch first = new CountDownLatch(1);
    Future<Boolean> wait =
        waiting(
            () ->
                new Recording(recorded, 0, null)
                    .await(
                        events -> {
                          asked.incrementAndGet();
                          first.countDown();
                          return !events.isEmpty();
                        },
                        LONG));
    assertThat(first.await(10, SECONDS)).isTrue();
    for (int i = 0; i < 1_000; i++) {
      recorded.change(() -> {});
    }

    assertThat(wait).isNotDone();
    assertThat(asked).hasValue(1);

    recorded.onEvent(bench.emit(SHIPPED));

    assertThat(wait.get(10, SECONDS)).isTrue();
    assertThat(asked).hasValue(2);
  }

  @Test
  void other_events_do_not_extend_the_deadline() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    Future<?> noise =
        waiting(
            () -> {
              while (over.getCount() > 0) {
                bench.emit(PLACED);
              }
              return true;
            });
    try {
      assertThat(bus.recording().await(events -> false, SHORT)).isFalse();
    } finally {
      over.countDown();
      noise.get(10, SECONDS);
    }
  }

  @Test
  void exception_of_a_condition_is_rethrown() {
    IllegalStateException broken = new IllegalStateException("broken");

    assertThatThrownBy(
            () ->
                bus.recording()
                    .await(
                        events -> {
                          throw broken;
                        },
                        LONG))
        .isSameAs(broken);
  }

  @Test
  void longest_timeout_is_reported_as_any_other() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(
            () ->
                assertThat(bus)
                    .within(Duration.ofSeconds(Long.MAX_VALUE, 999_999_999))
                    .emitted(SHIPPED))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("within " + Long.MAX_VALUE + " ms");
    assertThat(Thread.interrupted()).isTrue();
  }
}
