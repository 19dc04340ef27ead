package io.tidings.event.rx;

import static io.tidings.event.rx.Given.a;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivex.rxjava3.core.Flowable;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventSelector;
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

/** Several threads at the queue of one observer, where there is no room. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CrowdTest {

  static Stream<Overflow> replacing() {
    return Stream.of(Overflow.dropOldest(), Overflow.keepLatest());
  }

  @ParameterizedTest
  @MethodSource("replacing")
  @Contract("STR-01")
  void every_emit_returns_though_its_observer_is_disposed_of_while_the_queue_is_full(
      Overflow overflow) throws Exception {
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

  @Test
  @Contract("STR-01")
  void who_waits_for_room_already_gives_up_with_the_first_that_has_waited_in_vain()
      throws Exception {
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
