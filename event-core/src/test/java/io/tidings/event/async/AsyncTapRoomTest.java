package io.tidings.event.async;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.Contract;
import io.tidings.event.EventBus;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bound of an AsyncTap, and what becomes of an event that finds no room. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsyncTapRoomTest extends AsyncTapFixture {

  @Test
  @Contract("ASY-02")
  void the_bound_is_exact_and_drop_newest_does_not_wait() {
    AsyncTap tap = tap(3, OverflowPolicy.DROP_NEWEST).build();
    emit(tap, 1, 5);

    assertThat(tap.pending()).isEqualTo(3);
    assertThat(tap.dropped()).isEqualTo(2);
    sink.open();
    assertThat(tap.close(LONG)).isTrue();
    assertThat(sink.done).containsExactly("e1", "e2", "e3");
  }

  @Test
  @Contract("ASY-02")
  void drop_oldest_lets_go_of_the_oldest_that_is_not_being_delivered() throws Exception {
    AsyncTap tap = tap(3, OverflowPolicy.DROP_OLDEST).build();
    emit(tap, 1, 1);
    sink.awaitEntered(1);
    emit(tap, 2, 6);

    assertThat(tap.pending()).isEqualTo(3);
    assertThat(tap.dropped()).isEqualTo(3);
    assertThat(tap.flush(Duration.ZERO)).isFalse();
    sink.open();
    assertThat(tap.flush(LONG)).isTrue();
    assertThat(sink.done).containsExactly("e1", "e5", "e6");
    tap.close(LONG);
  }

  @Test
  @Contract("ASY-02")
  void drop_oldest_drops_the_newest_where_all_is_being_delivered() {
    AsyncTap tap = tap(1, OverflowPolicy.DROP_OLDEST).build();
    emit(tap, 1, 1);
    sink.awaitEntered(1);
    emit(tap, 2, 2);

    sink.open();
    tap.close(LONG);
    assertThat(sink.done).containsExactly("e1");
    assertThat(tap.dropped()).isEqualTo(1);
  }

  @Test
  @Contract("ASY-02")
  void block_waits_for_room_and_loses_nothing() throws Exception {
    AsyncTap tap = tap(2, OverflowPolicy.BLOCK).build();
    emit(tap, 1, 2);
    Thread emitter = Eventually.waiting(() -> emit(tap, 3, 3));

    assertThat(emitter.getState()).isEqualTo(Thread.State.TIMED_WAITING);
    sink.pass(1);
    emitter.join();
    sink.open();
    assertThat(tap.close(LONG)).isTrue();
    assertThat(sink.done).containsExactly("e1", "e2", "e3");
    assertThat(tap.dropped()).isZero();
  }

  @Test
  @Contract("ASY-02")
  void after_one_wait_in_vain_nobody_waits_until_the_delegate_gets_on() {
    Duration wait = Duration.ofMillis(100);
    AsyncTap tap = tap(2, OverflowPolicy.BLOCK).blockTimeout(wait).build();
    emit(tap, 1, 2);
    sink.awaitEntered(1);

    assertThat(timed(() -> emit(tap, 3, 3))).isGreaterThanOrEqualTo(wait);
    assertThat(timed(() -> emit(tap, 4, 1_003))).isLessThan(wait.multipliedBy(100));
    assertThat(tap.dropped()).isEqualTo(1_001);

    sink.pass(1);
    sink.awaitEntered(2);
    emit(tap, 1_004, 1_004);
    assertThat(timed(() -> emit(tap, 1_005, 1_005))).isGreaterThanOrEqualTo(wait);
    sink.open();
    tap.close(LONG);
    assertThat(sink.done).containsExactly("e1", "e2", "e1004");
  }

  @Test
  @Contract("ASY-02")
  void the_default_is_ten_thousand_events_and_one_wait_of_a_second() {
    AsyncTap tap = AsyncTap.of(sink);
    Duration longest = Duration.ZERO;
    for (int i = 0; i < 10_000; i++) {
      int number = i;
      Duration took = timed(() -> emit(tap, number, number));
      longest = took.compareTo(longest) > 0 ? took : longest;
    }

    assertThat(tap.dropped()).isZero();
    assertThat(longest).isLessThan(Duration.ofSeconds(1));
    assertThat(timed(() -> emit(tap, 0, 0))).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(timed(() -> emit(tap, 0, 9))).isLessThan(Duration.ofSeconds(1));
    assertThat(tap.dropped()).isEqualTo(11);
    sink.open();
    assertThat(tap.close(LONG)).isTrue();
    assertThat(sink.done).hasSize(10_000);
  }

  private static Duration timed(Runnable task) {
    long start = System.nanoTime();
    task.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }

  @Test
  @Contract("ASY-02")
  void an_emitter_that_is_interrupted_stops_waiting_and_stays_interrupted() throws Exception {
    AsyncTap tap = tap(1, OverflowPolicy.BLOCK).build();
    emit(tap, 1, 1);
    AtomicReference<Boolean> flag = new AtomicReference<>();
    Thread emitter =
        Eventually.waiting(
            () -> {
              emit(tap, 2, 2);
              flag.set(Thread.currentThread().isInterrupted());
            });
    emitter.interrupt();
    emitter.join();

    assertThat(flag).hasValue(true);
    assertThat(tap.dropped()).isEqualTo(1);
    sink.open();
    tap.close(LONG);
  }

  @Test
  @Contract("ASY-04")
  void a_delegate_that_emits_on_the_same_bus_never_waits() throws Exception {
    AtomicReference<EventBus> bus = new AtomicReference<>(EventBus.noop());
    AtomicInteger heard = new AtomicInteger();
    AsyncTap tap =
        AsyncTap.builder(
                event -> {
                  if (heard.incrementAndGet() <= 2) {
                    requireNonNull(bus.get()).emit(event.caused(Shop.SOLD).build());
                    requireNonNull(bus.get()).emit(event.caused(Shop.SOLD).build());
                  }
                })
            .capacity(2)
            .blockTimeout(FOR_EVER)
            .build();
    bus.set(EventBus.builder().tap(tap).build());
    requireNonNull(bus.get()).emit(Shop.sold(1));

    assertThat(requireNonNull(bus.get()).flush(LONG)).isTrue();
    Eventually.until(() -> tap.pending() == 0);
    assertThat(heard.get() + tap.dropped()).isEqualTo(5);
    assertThat(tap.dropped()).isPositive();
    requireNonNull(bus.get()).close();
  }
}
