package io.tidings.event.rx;

import static io.tidings.event.rx.Given.A;
import static io.tidings.event.rx.Given.a;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import io.tidings.event.spi.EventTap;
import io.tidings.event.testkit.contract.Contract;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClosingTest {

  private final ReactiveEventBus bus =
      ReactiveEventBus.builder().closeTimeout(Duration.ofMillis(10)).build();

  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);

  /** Signals that it was entered, and blocks until it is released. */
  private void block() throws InterruptedException {
    inside.countDown();
    Threads.await(release);
  }

  @Test
  @Contract("STR-04")
  void close_completes_every_stream_after_the_last_event() {
    Probe probe = new Probe();
    bus.stream().subscribe(probe);
    FlowProbe flow = new FlowProbe(1);
    bus.flow(EventSelector.all(), Overflow.block(), 8).subscribe(flow);
    Subscription consumer = bus.observe(EventSelector.all(), event -> {});
    bus.emit(a(1));
    bus.emit(a(2));
    bus.close();
    bus.close();

    assertThat(probe.sessions()).containsExactly("1", "2");
    assertThat(probe.completions).hasValue(1);
    assertThat(consumer.isActive()).isFalse();
    assertThat(flow.completions).as("one event is still queued").hasValue(0);
    flow.request(1);
    assertThat(flow.sessions()).containsExactly("1", "2");
    assertThat(flow.completions).hasValue(1);
    assertThat(bus.metrics()).isEqualTo(new StreamMetrics(2, 6, 0, 0, 0));
  }

  @Test
  @Contract("STR-04")
  void observer_of_a_closed_bus_is_completed_at_once() {
    bus.close();
    Probe probe = new Probe();
    bus.stream().subscribe(probe);
    FlowProbe flow = new FlowProbe(0);
    bus.flow(EventSelector.all(), Overflow.block(), 8).subscribe(flow);

    assertThat(probe.completions).hasValue(1);
    assertThat(flow.completions).hasValue(1);
    assertThatThrownBy(() -> bus.observe(EventSelector.all(), event -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("this bus is closed; observe before closing it");
  }

  @Test
  @Contract("STR-04")
  void close_during_emits_completes_once_with_no_later_event() throws Exception {
    for (int round = 0; round < 50; round++) {
      ReactiveEventBus closing = ReactiveEventBus.create();
      AtomicBoolean completed = new AtomicBoolean();
      AtomicInteger late = new AtomicInteger();
      Probe probe =
          new Probe(
              event -> {
                if (completed.get()) {
                  late.incrementAndGet();
                }
              }) {
            @Override
            public void onComplete() {
              super.onComplete();
              completed.set(true);
            }
          };
      closing.stream().subscribe(probe);
      AtomicInteger emitted = new AtomicInteger();
      Threads.inParallel(
          3,
          thread -> {
            for (int i = 0; i < 500; i++) {
              closing.emit(a());
              if (emitted.incrementAndGet() == 600) {
                closing.close();
              }
            }
          });

      assertThat(probe.completions).hasValue(1);
      assertThat(late).hasValue(0);
      assertThat(probe.events).hasSizeGreaterThanOrEqualTo(590);
    }
  }

  @Test
  @Contract("STR-11")
  void flush_waits_for_a_delivery_on_another_thread() throws Exception {
    bus.observe(EventSelector.all(), event -> block());
    FutureTask<?> emitting = Threads.start(() -> bus.emit(a()));
    Threads.await(inside);

    assertThat(bus.flush(Duration.ZERO)).isFalse();
    assertThat(bus.flush(Duration.ofMillis(5))).isFalse();
    FutureTask<Boolean> flushing = Threads.start(() -> bus.flush(Duration.ofSeconds(30)));
    release.countDown();
    assertThat(Threads.join(flushing)).isTrue();
    Threads.join(emitting);
  }

  /** A stream with 500 queued events, and the emit that is blocked inside its observer. */
  private record Crowded(StreamTap stream, FutureTask<?> emitting) {}

  private Crowded crowded(Probe probe) throws Exception {
    StreamTap stream = new StreamTap(new StreamFailureReporter(new Given.Notes()));
    new EventStream(stream, EventSelector.all(), Overflow.block().bounds(1_024, 1_000_000))
        .subscribe(probe);
    FutureTask<?> emitting =
        Threads.start(
            () -> {
              stream.onEvent(a());
              return true;
            });
    Threads.await(inside);
    for (int i = 0; i < 500; i++) {
      stream.onEvent(a());
    }
    return new Crowded(stream, emitting);
  }

  @Test
  @Contract("STR-11")
  void close_and_flush_return_false_while_events_are_queued() throws Exception {
    Probe probe = new Probe(event -> block());
    Crowded crowded = crowded(probe);
    StreamTap stream = crowded.stream();

    assertThat(stream.close(Duration.ofMillis(20))).isFalse();
    assertThat(stream.flush(Duration.ZERO)).isFalse();
    release.countDown();
    assertThat(stream.flush(Duration.ofSeconds(30))).isTrue();
    assertThat(probe.events).hasSize(501);
    Threads.join(crowded.emitting());
  }

  @Test
  @Contract("STR-11")
  void close_waits_for_queued_events() throws Exception {
    Probe probe = new Probe(event -> block());
    Crowded crowded = crowded(probe);
    StreamTap stream = crowded.stream();
    FutureTask<Integer> closing =
        Threads.start(() -> stream.close(Duration.ofSeconds(60)) ? probe.events.size() : -1);
    Threads.until(() -> !stream.isInterested(A));
    release.countDown();

    assertThat(Threads.join(closing)).isEqualTo(501);
    Threads.join(crowded.emitting());
  }

  @Test
  @Contract("STR-11")
  void blocked_observer_leaves_audit_taps_time_to_close() throws Exception {
    List<Duration> given = new ArrayList<>();
    ReactiveEventBus audited =
        ReactiveEventBus.builder()
            .closeTimeout(Duration.ofSeconds(2))
            .audit(
                new EventTap() {
                  @Override
                  public void onEvent(DomainEvent event) {
                    // Only close is of interest.
                  }

                  @Override
                  public boolean close(Duration timeout) {
                    return given.add(timeout);
                  }
                })
            .build();
    audited.observe(EventSelector.all(), event -> block());
    FutureTask<?> emitting = Threads.start(() -> audited.emit(a()));
    Threads.await(inside);
    audited.close();
    release.countDown();
    Threads.join(emitting);

    assertThat(given)
        .singleElement()
        .satisfies(
            timeout -> assertThat(timeout).isPositive().isLessThanOrEqualTo(Duration.ofSeconds(1)));
  }

  @Test
  @Contract("STR-11")
  void flush_waits_for_an_observer_disposed_of_while_running() throws Exception {
    Subscription consumer = bus.observe(EventSelector.all(), event -> block());
    FutureTask<?> emitting = Threads.start(() -> bus.emit(a()));
    Threads.await(inside);
    consumer.close();

    assertThat(bus.flush(Duration.ofMillis(5))).isFalse();
    release.countDown();
    assertThat(bus.flush(Duration.ofSeconds(30))).isTrue();
    Threads.join(emitting);
  }

  @Test
  @Contract("STR-11")
  void flush_returns_false_for_unrequested_events_of_a_flow() {
    FlowProbe probe = new FlowProbe(0);
    bus.flow(EventSelector.all(), Overflow.block(), 8).subscribe(probe);
    bus.emit(a());

    assertThat(bus.flush(Duration.ofMillis(5))).isFalse();
    probe.request(1);
    assertThat(bus.flush(Duration.ZERO)).isTrue();
  }

  @Test
  @Contract("STR-11")
  void flush_inside_a_requested_delivery_does_not_wait() {
    List<Boolean> flushed = new ArrayList<>();
    FlowProbe probe = new FlowProbe(0, event -> flushed.add(bus.flush(Duration.ofSeconds(60))));
    bus.flow(EventSelector.all(), Overflow.block(), 8).subscribe(probe);
    bus.emit(a());
    probe.request(1);

    assertThat(flushed).containsExactly(false);
  }

  @Test
  @Contract("STR-08")
  void disposed_observer_receives_nothing_more() {
    Probe probe = new Probe();
    bus.stream().subscribe(probe);
    Subscription consumer = bus.observe(EventSelector.kind(A), event -> probe.onNext(event));
    bus.emit(a());
    probe.dispose();

    assertThat(consumer.unsubscribe()).isTrue();
    assertThat(consumer.unsubscribe()).isFalse();
    bus.emit(a());
    bus.close();
    assertThat(probe.events).hasSize(2);
    assertThat(probe.completions).hasValue(0);
  }

  /** An object referenced by an observer. */
  private static final class Owner {
    private final AtomicInteger received = new AtomicInteger();

    void receive() {
      received.incrementAndGet();
    }
  }

  private static WeakReference<Owner> observed(ReactiveEventBus bus, List<Object> retained) {
    Owner owner = new Owner();
    Probe probe = new Probe(event -> owner.receive());
    bus.stream().subscribe(probe);
    Subscription consumer = bus.observe(EventSelector.all(), event -> owner.receive());
    FlowProbe flow = new FlowProbe(1, event -> owner.receive());
    bus.flow(EventSelector.all(), Overflow.block(), 8).subscribe(flow);
    bus.emit(a());
    probe.dispose();
    consumer.close();
    flow.cancel();
    retained.add(List.of(consumer, probe.disposable == null ? "" : probe.disposable));
    return new WeakReference<>(owner);
  }

  private static void assertCollected(WeakReference<?> reference) {
    for (int i = 0; i < 100 && reference.get() != null; i++) {
      System.gc();
    }
    assertThat(reference.get()).isNull();
  }

  @Test
  @Contract("STR-08")
  void disposed_observer_is_garbage_collected() {
    List<Object> retained = new ArrayList<>();
    assertCollected(observed(bus, retained));
    assertThat(retained).hasSize(1);
    assertThat(bus.metrics()).isEqualTo(new StreamMetrics(1, 3, 0, 0, 0));
  }

  private static WeakReference<Owner> left(ReactiveEventBus bus) {
    Owner owner = new Owner();
    bus.stream().subscribe(new Probe(event -> owner.receive()));
    return new WeakReference<>(owner);
  }

  @Test
  @Contract("STR-04")
  void closed_bus_references_no_observer() {
    WeakReference<Owner> owner = left(bus);
    bus.close();
    assertCollected(owner);
    assertThat(bus.emit(DomainEvent.of(A)).delivered()).isZero();
  }
}
