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
  void shut_down() {
    pool.shutdownNow();
  }

  private <T> Future<T> waiting(Callable<T> wait) throws Exception {
    return pool.submit(wait);
  }

  @Test
  void an_event_that_comes_later_is_waited_for_and_so_is_what_it_must_have() throws Exception {
    Future<EventAssert> found =
        waiting(() -> assertThat(bus).within(LONG).emitted(PAID).withDetail("n", 2));
    bench.emit(PLACED);
    bench.emit(PAID, builder -> builder.detail("n", 1));
    bench.emit(PAID, builder -> builder.detail("n", 2));

    assertThat(found.get(10, SECONDS).events()).hasSize(1);
  }

  @Test
  void an_order_and_a_number_are_waited_for() throws Exception {
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
  void more_events_than_wanted_end_the_waiting() {
    bench.emit(PAID);
    bench.emit(PAID);

    assertThatThrownBy(() -> assertThat(bus).within(LONG).emittedExactly(1, PAID))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expected exactly 1 order.paid, but there were 2");
  }

  @Test
  void what_does_not_come_in_time_fails_and_the_time_is_told() {
    bench.emit(PLACED);

    assertThatThrownBy(() -> assertThat(bus).as("payment").within(SHORT).emitted(PAID))
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "[payment] Expected order.paid, but there was none, within 50 ms.\n"
                + "1 event:\n  +0 ms order.placed …000001");
  }

  @Test
  void no_time_or_less_asks_without_waiting() {
    bench.emit(PLACED);

    assertThat(bus).within(Duration.ZERO).emitted(PLACED);
    assertThat(bus).within(Duration.ofSeconds(-1)).emitted(PLACED);
    assertThatThrownBy(() -> assertThat(bus).within(Duration.ofSeconds(-1)).emitted(PAID))
        .isInstanceOf(AssertionError.class);
    assertThat(bus).within(Duration.ofSeconds(Long.MAX_VALUE)).emitted(PLACED);
  }

  @Test
  void a_bus_closed_meanwhile_ends_the_waiting() throws Exception {
    Future<EventAssert> wait = waiting(() -> assertThat(bus).within(LONG).emitted(PAID));
    bench.emit(PLACED);
    bus.close();

    assertThatThrownBy(() -> wait.get(10, SECONDS))
        .isInstanceOf(ExecutionException.class)
        .cause()
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "Expected order.paid, but there was none, and nothing more will come: the bus was closed"
                + " meanwhile.\n1 event:\n  +0 ms order.placed …000001");
  }

  @Test
  void a_host_bus_closed_through_its_recording_ends_the_waiting_too() throws Exception {
    RecordingEventBus around = RecordingEventBus.around(bus);
    Future<EventAssert> wait = waiting(() -> assertThat(around).within(LONG).emitted(PAID));
    around.close();

    assertThatThrownBy(() -> wait.get(10, SECONDS))
        .hasMessageContaining("the bus was closed meanwhile");
  }

  @Test
  void what_came_before_the_bus_was_closed_is_found() {
    bench.emit(PAID);
    bus.close();

    assertThat(bus).within(LONG).emitted(PAID);
  }

  @Test
  void an_interrupt_ends_the_waiting_and_stays_set() {
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
  void an_interrupt_during_the_wait_reaches_who_waits_on_a_recording() throws Exception {
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
  void waking_up_for_nothing_is_not_taken_for_an_event() throws Exception {
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
  void other_events_do_not_put_the_deadline_off() throws Exception {
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
  void a_condition_that_throws_is_not_swallowed() {
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
}
