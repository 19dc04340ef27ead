package io.tidings.event.tap;

import static io.tidings.event.Absent.absent;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.Contract;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventContext;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.LogCapture;
import io.tidings.event.Sneaky;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsyncTapTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Duration FOR_EVER = Duration.ofDays(1);

  private final GatedTap sink = new GatedTap();

  private AsyncTapBuilder tap(int capacity, OverflowPolicy policy) {
    return AsyncTap.builder(sink).capacity(capacity).overflow(policy).blockTimeout(FOR_EVER);
  }

  private static void emit(AsyncTap tap, int first, int last) {
    IntStream.rangeClosed(first, last).mapToObj(Shop::sold).forEach(tap::onEvent);
  }

  @Test
  @Contract({"ASY-01", "ASY-06"})
  void events_reach_the_delegate_in_order_on_the_writer_and_flush_waits_for_them()
      throws Exception {
    List<String> heard = new CopyOnWriteArrayList<>();
    AsyncTap tap =
        AsyncTap.of(event -> heard.add(event.id() + " " + Thread.currentThread().getName()));
    emit(tap, 1, 1_000);

    assertThat(tap.flush(LONG)).isTrue();
    assertThat(tap.pending()).isZero();
    assertThat(heard)
        .isEqualTo(
            IntStream.rangeClosed(1, 1_000).mapToObj(i -> "e" + i + " tidings-async-tap").toList());
    assertThat(tap.close(LONG)).isTrue();
  }

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

  @Test
  @Contract("ASY-05")
  void the_writer_survives_whatever_the_delegate_throws() throws Exception {
    List<Throwable> thrown =
        List.of(
            new Exception("checked"),
            new IllegalStateException("unchecked"),
            new NoClassDefFoundError("linkage"),
            new StackOverflowError("deep"),
            new OutOfMemoryError("fatal"));
    List<Throwable> told = new CopyOnWriteArrayList<>();
    List<Throwable> uncaught = new CopyOnWriteArrayList<>();
    sink.open();
    AsyncTap tap =
        AsyncTap.builder(
                new GatedTap() {
                  @Override
                  public void onEvent(DomainEvent event) throws Exception {
                    int number = Shop.number(event);
                    if (number < thrown.size()) {
                      throw Sneaky.undeclared(thrown.get(number));
                    }
                    done.add(event.id());
                    sink.onEvent(event);
                  }
                })
            .failureListener(new ToldOf(told))
            .threads(
                writer -> {
                  Thread thread = new Thread(writer);
                  thread.setUncaughtExceptionHandler((in, failure) -> uncaught.add(failure));
                  return thread;
                })
            .build();
    emit(tap, 0, thrown.size());

    assertThat(tap.flush(LONG)).isTrue();
    assertThat(told).isEqualTo(thrown);
    assertThat(uncaught).containsExactly(thrown.get(4));
    assertThat(tap.failed()).isEqualTo(thrown.size());
    assertThat(sink.done).containsExactly("e" + thrown.size());
    assertThat(tap.close(LONG)).isTrue();
  }

  @Test
  @Contract("ASY-05")
  void the_writer_survives_an_interrupt_and_listeners_that_throw() throws Exception {
    AtomicReference<Thread> writer = new AtomicReference<>();
    List<String> heard = new CopyOnWriteArrayList<>();
    AsyncTap tap =
        AsyncTap.builder(
                event -> {
                  heard.add(event.id() + Thread.currentThread().isInterrupted());
                  Thread.currentThread().interrupt();
                  throw new InterruptedException("on purpose");
                })
            .failureListener(
                new ToldOf(new ArrayList<>()) {
                  @Override
                  void told(Throwable failure) {
                    throw new OutOfMemoryError("on purpose");
                  }
                })
            .threads(
                task -> {
                  writer.set(new Thread(task));
                  return requireNonNull(writer.get());
                })
            .build();
    requireNonNull(writer.get()).interrupt();
    emit(tap, 1, 2);

    assertThat(tap.flush(LONG)).isTrue();
    assertThat(heard.get(1)).isEqualTo("e2false");
    assertThat(tap.close(LONG)).isTrue();
  }

  @Test
  @Contract({"ASY-01", "CTX-01"})
  void the_event_is_the_writers_current_one_and_what_the_delegate_leaves_open_is_gone()
      throws Exception {
    List<Object> seen = new CopyOnWriteArrayList<>();
    AsyncTap tap =
        AsyncTap.of(
            event -> {
              seen.add(EventContext.capture().event());
              seen.add(EventScope.current());
              EventScope.none().withUser("left-open").open();
            });
    EventScope scope = EventScope.none().withUser("ada");
    DomainEvent first = Shop.builder().scope(scope).build();
    DomainEvent second = Shop.sold(2);
    tap.onEvent(first);
    tap.onEvent(second);

    assertThat(tap.flush(LONG)).isTrue();
    assertThat(seen).containsExactly(first, scope, second, EventScope.none());
    assertThat(tap.failed()).isZero();
    tap.close(LONG);
  }

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

    assertThat(AsyncTap.builder(throwing).failureListener(new ToldOf(told)).build().close(LONG))
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
              "5 events lost: the queue before " + GatedTap.class.getName() + " was full",
              "3 events lost: the queue before " + GatedTap.class.getName() + " was full");
      assertThat(tap.dropped()).isEqualTo(8);
    }
  }

  private static String lost(int events) {
    return events + " events lost: the queue before " + GatedTap.class.getName() + " was full";
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

  @ParameterizedTest
  @EnumSource
  @Contract({"ASY-01", "ASY-02"})
  void threads_lose_nothing_that_is_not_counted_and_keep_their_order(OverflowPolicy policy)
      throws Exception {
    OrderedDelivery delivery = new OrderedDelivery(4, 20_000);
    AsyncTap tap = AsyncTap.builder(delivery.sink()).capacity(100).overflow(policy).build();
    delivery.emitTo(tap::onEvent);

    assertThat(tap.flush(LONG)).isTrue();
    assertThat(tap.close(LONG)).isTrue();
    assertThat(delivery.outOfOrder()).isZero();
    assertThat(delivery.heard() + tap.dropped()).isEqualTo(4 * 20_000);
    assertThat(policy != OverflowPolicy.BLOCK || tap.dropped() == 0).isTrue();
  }

  @Test
  @Contract("ASY-01")
  void the_same_threads_find_the_fault_of_a_queue_without_a_lock() throws Exception {
    OrderedDelivery delivery = new OrderedDelivery(4, 20_000);
    DomainEvent[] racy = new DomainEvent[4 * 20_000];
    int[] size = {0};
    delivery.emitTo(
        event -> {
          int place = size[0];
          if (place % 64 == 0) {
            LockSupport.parkNanos(1);
          }
          racy[place] = event;
          size[0] = place + 1;
        });

    assertThat(size[0]).isLessThan(4 * 20_000);
  }

  @Test
  @Contract({"ASY-08", "NOT-09"})
  void the_writer_is_a_daemon_unless_the_host_says_otherwise() {
    AtomicReference<Thread> writer = new AtomicReference<>();
    AsyncTap tap = AsyncTap.of(event -> writer.set(Thread.currentThread()));
    emit(tap, 1, 1);

    assertThat(tap.close(LONG)).isTrue();
    assertThat(requireNonNull(writer.get()).isDaemon()).isTrue();
    assertThatThrownBy(() -> AsyncTap.builder(sink).threads(task -> absent()).build())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("threads");
  }

  @Test
  @Contract({"TAP-03", "TAP-04"})
  void the_delegate_says_what_it_is_interested_in() {
    AsyncTap tap = AsyncTap.of(sink);

    assertThat(tap.isEnabled(Shop.SOLD)).isTrue();
    assertThat(tap.isEnabled(EventKind.of("other"))).isFalse();
    assertThat(tap.isIdle(Shop.SOLD)).isFalse();
    assertThat(tap.isIdle(EventKind.of("other"))).isTrue();
    tap.close(LONG);
  }

  @Test
  @Contract("BUS-04")
  void null_and_nonsense_are_refused_by_name() {
    AsyncTapBuilder builder = AsyncTap.builder(sink);

    assertThatThrownBy(() -> AsyncTap.of(absent())).hasMessage("delegate");
    assertThatThrownBy(() -> builder.capacity(0)).hasMessageContaining("capacity");
    assertThatThrownBy(() -> builder.overflow(absent())).hasMessage("overflow");
    assertThatThrownBy(() -> builder.blockTimeout(absent())).hasMessage("blockTimeout");
    assertThatThrownBy(() -> builder.blockTimeout(Duration.ofNanos(-1)))
        .hasMessageContaining("blockTimeout");
    assertThatThrownBy(() -> builder.blockTimeout(Duration.ofDays(366)))
        .hasMessageContaining("blockTimeout");
    assertThatThrownBy(() -> builder.failureListener(absent())).hasMessage("failureListener");
    assertThatThrownBy(() -> builder.threads(absent())).hasMessage("threads");
    AsyncTap tap = builder.build();
    assertThatThrownBy(() -> tap.onEvent(absent())).hasMessage("event");
    assertThatThrownBy(() -> tap.flush(absent())).hasMessage("timeout");
    assertThatThrownBy(() -> tap.close(absent())).hasMessage("timeout");
    tap.close(LONG);
  }
}
