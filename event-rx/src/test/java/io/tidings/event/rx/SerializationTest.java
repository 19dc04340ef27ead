package io.tidings.event.rx;

import static io.tidings.event.rx.Given.A;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventHandler;
import io.tidings.event.EventSelector;
import io.tidings.event.spi.EventTap;
import io.tidings.event.testkit.contract.Contract;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Serial delivery to one observer while several threads emit. */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SerializationTest {

  private static final int THREADS = 4;
  private static final Overflow PATIENT = Overflow.block(Duration.ofSeconds(60));

  /** Check for overlapping calls and for events of a thread that are lost or out of order. */
  private static final class Watch implements EventHandler {
    private final AtomicBoolean inside = new AtomicBoolean();
    private final AtomicInteger overlaps = new AtomicInteger();
    private final AtomicInteger disorder = new AtomicInteger();
    private final AtomicLong count = new AtomicLong();
    private final int[] last = new int[THREADS];

    @Override
    public void handle(DomainEvent event) {
      if (!inside.compareAndSet(false, true)) {
        overlaps.incrementAndGet();
      }
      int thread = thread(event);
      int number = number(event);
      if (last[thread] != number - 1) {
        disorder.incrementAndGet();
      }
      last[thread] = number;
      count.incrementAndGet();
      inside.set(false);
    }

    boolean hasFoundFault() {
      return overlaps.get() > 0 || disorder.get() > 0;
    }
  }

  private static DomainEvent[] events(int thread, int count) {
    DomainEvent[] events = new DomainEvent[count];
    for (int i = 0; i < count; i++) {
      events[i] =
          DomainEvent.root(A)
              .id("e-" + thread + "-" + (i + 1))
              .actorName(Integer.toString(thread))
              .sessionId(Integer.toString(i + 1))
              .build();
    }
    return events;
  }

  private static int thread(DomainEvent event) {
    return Integer.parseInt(String.valueOf(event.actorName()));
  }

  private static int number(DomainEvent event) {
    return Integer.parseInt(String.valueOf(event.sessionId()));
  }

  /** Emits the given number of thousands of events on each thread, numbered from 1. */
  private static void emit(ReactiveEventBus bus, int thousands) throws Exception {
    Threads.inParallel(
        THREADS,
        thread -> {
          DomainEvent[] events = events(thread, 1_000 * thousands);
          for (DomainEvent event : events) {
            bus.emit(event);
          }
        });
  }

  @Test
  @Contract({"RX-07", "RX-12"})
  void million_events_arrive_serially_in_order_and_once() throws Exception {
    ReactiveEventBus bus = ReactiveEventBus.builder().overflow(PATIENT, 1_024).build();
    Watch raw = new Watch();
    bus.stream().subscribe(new RawWatch(raw));
    emit(bus, 250);

    assertThat(raw.overlaps).hasValue(0);
    assertThat(raw.disorder).hasValue(0);
    assertThat(raw.count).hasValue(1_000_000);
    assertThat(bus.metrics()).isEqualTo(new StreamMetrics(1_000_000, 1_000_000, 0, 0, 1));
  }

  @Test
  @Contract({"RX-07", "RX-12", "STR-01"})
  void small_queues_lose_and_duplicate_no_event() throws Exception {
    ReactiveEventBus bus = ReactiveEventBus.builder().overflow(PATIENT, 4).build();
    Watch raw = new Watch();
    bus.stream().subscribe(new RawWatch(raw));
    Watch consumer = new Watch();
    bus.observe(EventSelector.kind(A), consumer);
    Watch flow = new Watch();
    bus.flow(EventSelector.all(), PATIENT, 2).subscribe(flow::handle);
    emit(bus, 10);

    for (Watch watch : new Watch[] {raw, consumer, flow}) {
      assertThat(watch.hasFoundFault()).isFalse();
      assertThat(watch.count).hasValue(40_000);
    }
    assertThat(bus.metrics()).isEqualTo(new StreamMetrics(40_000, 120_000, 0, 0, 3));
  }

  /** The negative control: a tap that calls the observer on every thread. */
  @Test
  @Contract("RX-07")
  void same_check_fails_for_a_tap_that_does_not_serialize() throws Exception {
    boolean found = false;
    for (int round = 0; round < 20 && !found; round++) {
      Watch watch = new Watch();
      EventTap direct = watch::handle;
      ReactiveEventBus bus = ReactiveEventBus.builder().audit(direct).build();
      emit(bus, 20);
      found = watch.hasFoundFault();
    }

    assertThat(found).isTrue();
  }

  @Test
  @Contract("RX-12")
  void counts_are_exact_with_changing_throwing_observers() throws Exception {
    ReactiveEventBus bus =
        ReactiveEventBus.builder().failureListener(new Given.Notes()).overflow(PATIENT, 16).build();
    AtomicLong returned = new AtomicLong();
    AtomicLong thrown = new AtomicLong();
    bus.observe(EventSelector.all(), event -> returned.incrementAndGet());
    Threads.inParallel(
        THREADS,
        thread -> {
          for (DomainEvent event : events(thread, 2_000)) {
            try (var coming =
                bus.observe(
                    EventSelector.all(),
                    ignored -> {
                      thrown.incrementAndGet();
                      throw new IllegalStateException("thrown on purpose");
                    })) {
              bus.emit(event);
            }
          }
        });

    assertThat(returned).hasValue(8_000);
    assertThat(bus.metrics()).isEqualTo(new StreamMetrics(8_000, 8_000, thrown.get(), 0, 1));
  }

  /** A raw observer, without a wrapper of RxJava. */
  private static final class RawWatch implements io.reactivex.rxjava3.core.Observer<DomainEvent> {
    private final Watch watch;

    RawWatch(Watch watch) {
      this.watch = watch;
    }

    @Override
    public void onSubscribe(io.reactivex.rxjava3.disposables.Disposable disposable) {
      // It is never disposed of.
    }

    @Override
    public void onNext(DomainEvent event) {
      watch.handle(event);
    }

    @Override
    public void onError(Throwable failure) {
      throw new AssertionError(failure);
    }

    @Override
    public void onComplete() {
      // The counts are complete.
    }
  }
}
