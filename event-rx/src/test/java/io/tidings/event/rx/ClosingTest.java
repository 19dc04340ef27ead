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

  /** Says that it is inside, and waits there until it is released. */
  private void block() throws InterruptedException {
    inside.countDown();
    Threads.await(release);
  }

  @Test
  @Contract("STR-04")
  void closing_completes_every_stream_after_what_was_emitted() {
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
    assertThat(flow.completions).as("one event still waits").hasValue(0);
    flow.request(1);
    assertThat(flow.sessions()).containsExactly("1", "2");
    assertThat(flow.completions).hasValue(1);
    assertThat(bus.metrics()).isEqualTo(new StreamMetrics(2, 6, 0, 0, 0));
  }

  @Test
  @Contract("STR-04")
  void who_comes_after_the_end_is_told_so_at_once() {
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
  void closing_during_emits_completes_once_and_nothing_comes_after() throws Exception {
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
  void flushing_waits_for_what_another_thread_delivers() throws Exception {
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

  /** A stream on which 500 events wait for an observer, and the emit of one more, inside it. */
  private record Crowded(StreamTap stream, FutureTask<?> emitting) {}

  private Crowded crowded(Probe probe) throws Exception {
    StreamTap stream = new StreamTap(new StreamFailures(new Given.Notes()));
    new EventStream(stream, EventSelector.all(), Overflow.block(), 1_024).subscribe(probe);
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
  void closing_and_flushing_afterwards_tell_that_an_observer_has_events_left() throws Exception {
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
  void closing_waits_for_what_an_observer_has_left() throws Exception {
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
  void an_observer_that_hangs_leaves_the_audit_step_time_to_close() throws Exception {
    List<Duration> given = new ArrayList<>();
    ReactiveEventBus audited =
        ReactiveEventBus.builder()
            .closeTimeout(Duration.ofSeconds(2))
            .audit(
                new EventTap() {
                  @Override
                  public void onEvent(DomainEvent event) {
                    // It is closed that matters.
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
  void flushing_waits_for_an_observer_that_was_disposed_of_while_it_ran() throws Exception {
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
  void flushing_tells_that_a_flow_has_not_asked_for_what_waits() {
    FlowProbe probe = new FlowProbe(0);
    bus.flow(EventSelector.all(), Overflow.block(), 8).subscribe(probe);
    bus.emit(a());

    assertThat(bus.flush(Duration.ofMillis(5))).isFalse();
    probe.request(1);
    assertThat(bus.flush(Duration.ZERO)).isTrue();
  }

  @Test
  @Contract("STR-11")
  void flushing_inside_what_a_request_delivers_does_not_wait_for_itself() {
    List<Boolean> flushed = new ArrayList<>();
    FlowProbe probe = new FlowProbe(0, event -> flushed.add(bus.flush(Duration.ofSeconds(60))));
    bus.flow(EventSelector.all(), Overflow.block(), 8).subscribe(probe);
    bus.emit(a());
    probe.request(1);

    assertThat(flushed).containsExactly(false);
  }

  @Test
  @Contract("STR-08")
  void a_disposed_observer_gets_nothing_more_and_disposing_twice_does_nothing() {
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

  /** What an observer holds. */
  private static final class Owner {
    private final AtomicInteger heard = new AtomicInteger();

    void hear() {
      heard.incrementAndGet();
    }
  }

  private static WeakReference<Owner> observed(ReactiveEventBus bus, List<Object> kept) {
    Owner owner = new Owner();
    Probe probe = new Probe(event -> owner.hear());
    bus.stream().subscribe(probe);
    Subscription consumer = bus.observe(EventSelector.all(), event -> owner.hear());
    FlowProbe flow = new FlowProbe(1, event -> owner.hear());
    bus.flow(EventSelector.all(), Overflow.block(), 8).subscribe(flow);
    bus.emit(a());
    probe.dispose();
    consumer.close();
    flow.cancel();
    kept.add(List.of(consumer, probe.disposable == null ? "" : probe.disposable));
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
  void a_disposed_observer_can_be_collected() {
    List<Object> kept = new ArrayList<>();
    assertCollected(observed(bus, kept));
    assertThat(kept).hasSize(1);
    assertThat(bus.metrics()).isEqualTo(new StreamMetrics(1, 3, 0, 0, 0));
  }

  private static WeakReference<Owner> left(ReactiveEventBus bus) {
    Owner owner = new Owner();
    bus.stream().subscribe(new Probe(event -> owner.hear()));
    return new WeakReference<>(owner);
  }

  @Test
  @Contract("STR-04")
  void a_closed_bus_holds_no_observer() {
    WeakReference<Owner> owner = left(bus);
    bus.close();
    assertCollected(owner);
    assertThat(bus.emit(DomainEvent.of(A)).delivered()).isZero();
  }
}
