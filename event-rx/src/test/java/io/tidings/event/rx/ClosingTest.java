package io.tidings.event.rx;

import static io.tidings.event.rx.Given.A;
import static io.tidings.event.rx.Given.a;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
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

  private final ReactiveEventBus bus = ReactiveEventBus.create();

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
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    bus.observe(
        EventSelector.all(),
        event -> {
          inside.countDown();
          Threads.await(release);
        });
    FutureTask<?> emitting = Threads.start(() -> bus.emit(a()));
    Threads.await(inside);

    assertThat(bus.flush(Duration.ZERO)).isFalse();
    assertThat(bus.flush(Duration.ofMillis(5))).isFalse();
    FutureTask<Boolean> flushing = Threads.start(() -> bus.flush(Duration.ofSeconds(30)));
    release.countDown();
    assertThat(Threads.join(flushing)).isTrue();
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
