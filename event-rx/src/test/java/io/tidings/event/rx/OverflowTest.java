package io.tidings.event.rx;

import static io.tidings.event.rx.Given.A;
import static io.tidings.event.rx.Given.a;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivex.rxjava3.exceptions.MissingBackpressureException;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventLimits;
import io.tidings.event.EventSelector;
import io.tidings.event.testkit.contract.Contract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Contract("STR-01")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OverflowTest {

  private static final int CAPACITY = 3;

  private final ReactiveEventBus bus = ReactiveEventBus.create();

  private FlowProbe flow(Overflow overflow, long atOnce) {
    FlowProbe probe = new FlowProbe(atOnce);
    bus.flow(EventSelector.all(), overflow, CAPACITY).subscribe(probe);
    return probe;
  }

  private void emit(int count) {
    for (int i = 1; i <= count; i++) {
      bus.emit(a(i));
    }
  }

  @Test
  void unrequested_event_is_queued() {
    FlowProbe probe = flow(Overflow.error(), 1);
    emit(3);
    assertThat(probe.sessions()).containsExactly("1");
    probe.request(1);
    assertThat(probe.sessions()).containsExactly("1", "2");
    probe.request(5);
    assertThat(probe.sessions()).containsExactly("1", "2", "3");
  }

  @Test
  void drop_newest_drops_the_new_event() {
    FlowProbe probe = flow(Overflow.dropNewest(), 0);
    emit(5);
    probe.request(10);

    assertThat(probe.sessions()).containsExactly("1", "2", "3");
    assertThat(bus.metrics()).isEqualTo(new StreamMetrics(5, 3, 0, 2, 1));
  }

  @Test
  void drop_oldest_drops_the_oldest_event() {
    FlowProbe probe = flow(Overflow.dropOldest(), 0);
    emit(5);
    probe.request(10);

    assertThat(probe.sessions()).containsExactly("3", "4", "5");
    assertThat(bus.metrics()).isEqualTo(new StreamMetrics(5, 3, 0, 2, 1));
  }

  @Test
  void keep_latest_drops_all_queued_events() {
    FlowProbe probe = flow(Overflow.keepLatest(), 0);
    emit(5);
    probe.request(10);

    assertThat(probe.sessions()).containsExactly("4", "5");
    assertThat(bus.metrics()).isEqualTo(new StreamMetrics(5, 2, 0, 3, 1));
  }

  @Test
  void error_terminates_a_flow_at_once() {
    FlowProbe probe = flow(Overflow.error(), 0);
    emit(5);
    probe.request(10);

    assertThat(probe.events).isEmpty();
    assertThat(probe.errors).singleElement().isInstanceOf(MissingBackpressureException.class);
    assertThat(probe.errors.get(0))
        .hasMessage(
            "observer queue is full (capacity 3, maxCharacters 16777216): the observer is slow or"
                + " has not requested events; raise the bound or choose another Overflow");
    assertThat(bus.metrics()).isEqualTo(new StreamMetrics(4, 0, 0, 4, 0));
  }

  @Test
  @Contract("STR-13")
  void error_terminates_a_slow_observer() throws Exception {
    ReactiveEventBus small = ReactiveEventBus.builder().overflow(Overflow.error(), 1).build();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    Probe probe =
        new Probe(
            event -> {
              inside.countDown();
              Threads.await(release);
            });
    small.stream().subscribe(probe);
    FutureTask<?> first = Threads.start(() -> small.emit(a()));
    Threads.await(inside);
    small.emit(a());
    small.emit(a());
    release.countDown();
    Threads.join(first);

    assertThat(probe.events).hasSize(1);
    assertThat(probe.errors)
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
        .hasMessage(
            "observer queue is full (capacity 1, maxCharacters 16777216): the observer is slow or"
                + " has not requested events; raise the bound or choose another Overflow");
    assertThat(probe.completions).hasValue(0);
  }

  @Test
  void block_waits_for_room() throws Exception {
    FlowProbe probe = flow(Overflow.block(Duration.ofSeconds(30)), 0);
    emit(CAPACITY);
    FutureTask<?> waiting = Threads.start(() -> bus.emit(a(4)));
    probe.request(1);
    Threads.join(waiting);
    probe.request(10);

    assertThat(probe.sessions()).containsExactly("1", "2", "3", "4");
    assertThat(bus.metrics().dropped()).isZero();
  }

  @Test
  void block_drops_the_new_event_and_does_not_wait_again() {
    FlowProbe probe = flow(Overflow.block(Duration.ofMillis(20)), 0);
    emit(CAPACITY);
    long start = System.nanoTime();
    bus.emit(a(4));
    long once = System.nanoTime() - start;
    emit(1_000);
    long thousand = System.nanoTime() - start - once;

    assertThat(Duration.ofNanos(once)).isGreaterThanOrEqualTo(Duration.ofMillis(20));
    assertThat(Duration.ofNanos(thousand)).isLessThan(Duration.ofMillis(20).multipliedBy(1_000));
    assertThat(bus.metrics().dropped()).isEqualTo(1_001);
    probe.request(1);
    bus.emit(a(5));
    probe.request(10);
    assertThat(probe.sessions()).containsExactly("1", "2", "3", "5");
  }

  /** Starts an emit that has to wait; returns once its thread waits. */
  private FutureTask<?> emitAndWait(int number) {
    FutureTask<?> task = new FutureTask<>(() -> bus.emit(a(number)));
    Thread thread = new Thread(task, "test-thread");
    thread.setDaemon(true);
    thread.start();
    Threads.until(() -> thread.getState() == Thread.State.TIMED_WAITING || task.isDone());
    return task;
  }

  @Test
  @Contract("STR-16")
  void room_goes_to_waiting_threads_in_order() throws Exception {
    FlowProbe probe = flow(Overflow.block(Duration.ofSeconds(60)), 0);
    emit(CAPACITY);
    List<FutureTask<?>> waiting = new ArrayList<>();
    for (int i = 1; i <= 20; i++) {
      waiting.add(emitAndWait(CAPACITY + i));
    }
    for (FutureTask<?> next : waiting) {
      probe.request(1);
      Threads.join(next);
    }
    probe.request(CAPACITY);

    assertThat(probe.sessions())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, CAPACITY + 20).mapToObj(Integer::toString).toList());
    assertThat(bus.metrics().dropped()).isZero();
  }

  @Test
  @Contract("STR-16")
  void expired_wait_of_a_moving_observer_ends_no_other_wait() throws Exception {
    FlowProbe probe = flow(Overflow.block(), 0);
    emit(CAPACITY);
    FutureTask<?> accepted = emitAndWait(4);
    FutureTask<?> expiring = emitAndWait(5);
    probe.request(1);
    Threads.join(accepted);
    Threads.join(expiring);
    assertThat(bus.metrics().dropped()).isOne();
    FutureTask<?> later = emitAndWait(6);
    probe.request(1);
    Threads.join(later);

    assertThat(bus.metrics().dropped()).isOne();
    probe.request(CAPACITY);
    assertThat(probe.sessions()).containsExactly("1", "2", "3", "4", "6");
  }

  @Test
  @Contract("STR-16")
  void each_delivery_of_a_batch_makes_room() throws Exception {
    Semaphore gate = new Semaphore(0);
    AtomicInteger entered = new AtomicInteger();
    FlowProbe slow =
        new FlowProbe(
            Long.MAX_VALUE,
            event -> {
              entered.incrementAndGet();
              gate.acquire();
            });
    bus.flow(EventSelector.all(), Overflow.block(), 32).subscribe(slow);
    FutureTask<?> delivering = Threads.start(() -> bus.emit(a(0)));
    Threads.until(() -> entered.get() == 1);
    emit(32);
    gate.release();
    Threads.until(() -> entered.get() == 2);
    emit(1);
    FutureTask<?> waiting = emitAndWait(34);
    gate.release();

    Threads.join(waiting);
    Threads.until(() -> entered.get() == 3); // the second event of a batch of two
    assertThat(bus.metrics().dropped()).isZero();
    gate.release(100);
    Threads.join(delivering);
    assertThat(slow.events).hasSize(35);
  }

  @Test
  @Contract("STR-15")
  void queues_are_bounded_by_size() {
    ReactiveEventBus sized = ReactiveEventBus.builder().maxCharacters(100).build();
    FlowProbe probe = new FlowProbe(0);
    sized.flow(EventSelector.all(), Overflow.dropNewest(), 1_000).subscribe(probe);
    DomainEvent event = DomainEvent.root(A).detail("text", "x".repeat(14)).build();
    for (int i = 0; i < 5; i++) {
      sized.emit(event);
    }
    assertThat(sized.metrics().dropped()).as("50 characters each").isEqualTo(3);
    probe.request(2);
    sized.emit(DomainEvent.root(A).detail("text", "x".repeat(1_000)).build());
    probe.request(9);

    assertThat(probe.events).as("a larger event passes alone").hasSize(3);
    assertThat(sized.metrics().dropped()).isEqualTo(3);
    assertThatThrownBy(() -> ReactiveEventBus.builder().maxCharacters(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxCharacters must be positive, but was 0");
  }

  @Test
  @Contract("STR-15")
  void events_of_the_greatest_size_stay_within_the_default_bound() {
    FlowProbe probe = flow(Overflow.dropNewest(), 0);
    FlowProbe wide = new FlowProbe(0);
    bus.flow(EventSelector.all(), Overflow.dropOldest(), 10_000).subscribe(wide);
    String text = "x".repeat(EventLimits.DEFAULT_MAX_STRING_LENGTH);
    List<String> texts = Collections.nCopies(15, text);
    DomainEvent event = DomainEvent.root(A).detail("texts", texts).build();
    for (int i = 0; i < 269; i++) {
      bus.emit(event);
    }
    probe.request(Long.MAX_VALUE);
    wide.request(Long.MAX_VALUE);

    long size = 15L * (text.length() + 32) + 32 + 5;
    assertThat(wide.events.size() * size)
        .isBetween(
            ReactiveEventBus.DEFAULT_MAX_CHARACTERS - size,
            ReactiveEventBus.DEFAULT_MAX_CHARACTERS);
    assertThat(probe.events).hasSize(CAPACITY);
  }

  @Test
  void interrupted_thread_does_not_wait() {
    flow(Overflow.block(Duration.ofSeconds(60)), 0);
    emit(CAPACITY);
    Thread.currentThread().interrupt();
    bus.emit(a(4));

    assertThat(Thread.interrupted()).isTrue();
    assertThat(bus.metrics().dropped()).isOne();
  }

  @Test
  void emit_inside_a_requested_delivery_does_not_wait() {
    AtomicInteger emitted = new AtomicInteger();
    FlowProbe probe =
        new FlowProbe(
            0,
            event -> {
              if (emitted.incrementAndGet() == 1) {
                emit(CAPACITY + 2);
              }
            });
    bus.flow(EventSelector.all(), Overflow.block(Duration.ofSeconds(60)), CAPACITY)
        .subscribe(probe);
    bus.emit(a(0));
    probe.request(100);

    assertThat(probe.sessions()).containsExactly("0", "1", "2", "3");
    assertThat(bus.metrics().dropped()).isEqualTo(2);
  }

  @Test
  void blocked_observer_holds_one_thread_and_drops_on_overflow() throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    FlowProbe blocked =
        new FlowProbe(
            Long.MAX_VALUE,
            event -> {
              inside.countDown();
              never.await();
            });
    bus.flow(EventSelector.all(), Overflow.dropOldest(), CAPACITY).subscribe(blocked);
    Probe other = new Probe();
    bus.stream().subscribe(other);
    AtomicInteger handled = new AtomicInteger();
    bus.subscribe(A, event -> handled.incrementAndGet());
    FutureTask<?> held = Threads.start(() -> bus.emit(a(0)));
    Threads.await(inside);
    Threads.inParallel(
        3,
        thread -> {
          for (int i = 0; i < 100; i++) {
            bus.emit(a(1));
          }
        });

    assertThat(handled).hasValue(300);
    assertThat(other.events).hasSize(300);
    assertThat(blocked.events).hasSize(1);
    assertThat(bus.metrics().dropped()).isEqualTo(300 - CAPACITY);
    assertThat(held.isDone()).isFalse();
    never.countDown();
    Threads.join(held);
    assertThat(blocked.events).hasSize(1 + CAPACITY);
    assertThat(other.events).hasSize(301);
  }

  @Test
  void invalid_argument_is_rejected_by_name() {
    assertThatThrownBy(() -> bus.flow(EventSelector.all(), Overflow.error(), 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("capacity must be positive, but was 0");
    assertThatThrownBy(() -> ReactiveEventBus.builder().overflow(Overflow.error(), -1))
        .hasMessage("capacity must be positive, but was -1");
    assertThatThrownBy(() -> Overflow.block(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("timeout must not be negative; zero does not wait");
    assertThatThrownBy(() -> ReactiveEventBus.builder().closeTimeout(Duration.ofMillis(-1)))
        .hasMessageStartingWith("closeTimeout must not be negative");
  }

  @Test
  void to_string_names_the_policy() {
    assertThat(Overflow.block()).hasToString("Overflow[BLOCK PT1S]");
    assertThat(Overflow.dropOldest()).hasToString("Overflow[DROP_OLDEST]");
  }

  @Test
  void longest_timeout_is_accepted() throws Exception {
    FlowProbe probe = flow(Overflow.block(Duration.ofSeconds(Long.MAX_VALUE)), 0);
    emit(CAPACITY);
    FutureTask<?> waiting = Threads.start(() -> bus.emit(a(4)));
    probe.cancel();
    Threads.join(waiting);

    assertThat(bus.metrics().observers()).isZero();
  }
}
