package io.tidings.event.rx;

import static io.tidings.event.rx.Given.a;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivex.rxjava3.core.Flowable;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventSelector;
import io.tidings.event.testkit.contract.Contract;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Several threads emitting to the full queue of one observer. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CrowdTest {

  private static final int THREADS = 4;

  static Stream<Overflow> replacing() {
    return Stream.of(Overflow.dropOldest(), Overflow.keepLatest());
  }

  static Stream<Overflow> all() {
    return Stream.concat(
        replacing(),
        Stream.of(Overflow.dropNewest(), Overflow.block(Duration.ZERO), Overflow.error()));
  }

  @ParameterizedTest
  @MethodSource("replacing")
  @Contract("STR-01")
  void emit_returns_if_a_full_queues_observer_is_disposed_of(Overflow overflow) throws Exception {
    ReactiveEventBus bus = ReactiveEventBus.create();
    Flowable<DomainEvent> flow = bus.flow(EventSelector.all(), overflow, 1);
    AtomicBoolean over = new AtomicBoolean();
    List<FutureTask<Boolean>> emitting = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      emitting.add(Threads.start(() -> emitUntil(over, bus)));
    }
    for (int round = 0; round < 3_000; round++) {
      FlowProbe probe = new FlowProbe(0);
      flow.subscribe(probe);
      long dropped = bus.metrics().dropped();
      Threads.until(() -> bus.metrics().dropped() > dropped);
      probe.cancel();
    }
    over.set(true);

    for (FutureTask<Boolean> one : emitting) {
      assertThat(Threads.join(one)).isTrue();
    }
  }

  private static boolean emitUntil(AtomicBoolean over, ReactiveEventBus bus) {
    DomainEvent event = a();
    while (!over.get()) {
      bus.emit(event);
    }
    return true;
  }

  @ParameterizedTest
  @MethodSource("all")
  @Contract("RX-12")
  void every_event_is_delivered_once_or_counted_as_dropped(Overflow overflow) throws Exception {
    long dropped = 0;
    for (int round = 0; round < 60; round++) {
      ReactiveEventBus bus = ReactiveEventBus.create();
      FlowProbe[] slow = new FlowProbe[1];
      slow[0] = new FlowProbe(1, event -> dawdleAndAsk(slow[0]));
      bus.flow(EventSelector.all(), overflow, 1 + round % 4).subscribe(slow[0]);
      emit(bus, 150);
      slow[0].request(Long.MAX_VALUE);

      StreamMetrics metrics = bus.metrics();
      assertThat(metrics.delivered()).isEqualTo(slow[0].events.size());
      assertThat(metrics.delivered() + metrics.dropped()).isEqualTo(metrics.emitted());
      assertThat(slow[0].events).doesNotHaveDuplicates();
      dropped += metrics.dropped();
    }

    assertThat(dropped).isPositive();
  }

  private static void dawdleAndAsk(FlowProbe probe) {
    for (int i = 0; i < 1_000; i++) {
      Thread.onSpinWait();
    }
    requireNonNull(probe).request(1);
  }

  private static void emit(ReactiveEventBus bus, int each) throws Exception {
    Threads.inParallel(
        THREADS,
        thread -> {
          for (int i = 0; i < each; i++) {
            bus.emit(a());
          }
        });
  }

  @Test
  @Contract("RX-12")
  void counts_are_exact_for_observers_ended_by_overflow() throws Exception {
    for (int round = 0; round < 300; round++) {
      ReactiveEventBus bus =
          ReactiveEventBus.builder().overflow(Overflow.error(), 1 + round % 4).build();
      Probe probe = new Probe();
      bus.stream().subscribe(probe);
      emit(bus, 50);

      StreamMetrics metrics = bus.metrics();
      assertThat(metrics.delivered()).isEqualTo(probe.events.size());
      assertThat(metrics.delivered() + metrics.dropped()).isEqualTo(metrics.emitted());
      assertThat(probe.errors).hasSizeLessThanOrEqualTo(1);
    }
  }

  @Test
  @Contract("RX-12")
  void concurrent_overflows_count_queued_events_once() throws Exception {
    for (int round = 0; round < 2_000; round++) {
      ReactiveEventBus bus = ReactiveEventBus.create();
      FlowProbe probe = new FlowProbe(0);
      bus.flow(EventSelector.all(), Overflow.error(), 16).subscribe(probe);
      for (int i = 0; i < 16; i++) {
        bus.emit(a());
      }
      Threads.inParallel(2, thread -> bus.emit(a()));

      assertThat(bus.metrics().dropped()).isBetween(17L, 18L).isEqualTo(bus.metrics().emitted());
      assertThat(probe.errors).hasSize(1);
    }
  }

  @Test
  @Contract("STR-01")
  void first_expired_wait_ends_the_other_waits() throws Exception {
    ReactiveEventBus bus = ReactiveEventBus.create();
    bus.flow(EventSelector.all(), Overflow.block(Duration.ofSeconds(1)), 1)
        .subscribe(new FlowProbe(0));
    bus.emit(a());
    long start = System.nanoTime();
    FutureTask<Duration> first = Threads.start(() -> timeOfAnEmit(bus));
    Threads.until(() -> System.nanoTime() - start > TimeUnit.MILLISECONDS.toNanos(500));
    FutureTask<Duration> second = Threads.start(() -> timeOfAnEmit(bus));

    assertThat(Threads.join(first)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    assertThat(Threads.join(second)).isLessThan(Duration.ofMillis(900));
    assertThat(timeOfAnEmit(bus)).isLessThan(Duration.ofMillis(900));
    assertThat(bus.metrics().dropped()).isEqualTo(3);
  }

  private static Duration timeOfAnEmit(ReactiveEventBus bus) {
    long start = System.nanoTime();
    bus.emit(a());
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
