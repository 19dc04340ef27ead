package io.tidings.event.rx;

import static io.tidings.event.rx.Given.A;
import static io.tidings.event.rx.Given.a;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.reactivex.rxjava3.core.Emitter;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Observer;
import io.reactivex.rxjava3.disposables.Disposable;
import io.reactivex.rxjava3.processors.PublishProcessor;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventSelector;
import io.tidings.event.spi.EventTap;
import io.tidings.event.testkit.contract.Contract;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Subscriber;

/**
 * The defects of a bus with a serialized subject. Each check passes on {@link ReactiveEventBus} and
 * fails on {@link NaiveBus}.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TrapsTest {

  private static final int NEVER = 20_000;

  /** A bus and its stream. */
  private record Tried(EventBus bus, Observable<DomainEvent> stream) {}

  private final Given.Notes notes = new Given.Notes();

  private Tried reactive() {
    ReactiveEventBus bus = ReactiveEventBus.builder().failureListener(notes).build();
    return new Tried(bus, bus.stream());
  }

  private Tried naive() {
    NaiveBus bus = new NaiveBus(notes);
    return new Tried(bus, bus.stream());
  }

  @Test
  @Contract("RX-06")
  void throwing_observer_keeps_receiving() {
    assertThat(receivedByOneThatThrows(reactive())).isEqualTo(3);
    assertThat(receivedByOneThatThrows(naive())).isLessThan(3);
  }

  private static int receivedByOneThatThrows(Tried tried) {
    Probe probe =
        new Probe(
            event -> {
              throw new IllegalStateException("thrown on purpose");
            });
    tried.stream().subscribe(probe);
    for (int i = 0; i < 3; i++) {
      tried.bus().emit(a());
    }
    return probe.events.size();
  }

  @Test
  @Contract("STR-06")
  void events_after_an_error_reach_every_observer() {
    assertThat(receivedAfter(reactive(), new LinkageError("thrown on purpose"))).isEqualTo(3);
    assertThat(receivedAfter(naive(), new LinkageError("thrown on purpose"))).isLessThan(3);
    assertThat(receivedAfter(reactive(), new OutOfMemoryError("thrown on purpose"))).isEqualTo(3);
    assertThat(receivedAfter(naive(), new OutOfMemoryError("thrown on purpose"))).isLessThan(3);
  }

  /** Returns how many of three events a second observer receives if another throws at the first. */
  private static int receivedAfter(Tried tried, Error error) {
    AtomicBoolean thrown = new AtomicBoolean();
    tried.stream()
        .subscribe(
            new Probe(
                event -> {
                  if (thrown.compareAndSet(false, true)) {
                    throw error;
                  }
                }));
    Probe other = new Probe();
    tried.stream().subscribe(other);
    for (int i = 0; i < 3; i++) {
      try {
        tried.bus().emit(a());
      } catch (OutOfMemoryError surfaced) {
        assertThat(surfaced).isSameAs(error);
      }
    }
    return other.events.size();
  }

  @Test
  @Contract("STR-01")
  void blocked_observer_starves_no_other() throws Exception {
    assertThat(othersHearWhileOneIsBlocked(reactive())).isTrue();
    assertThat(othersHearWhileOneIsBlocked(naive())).isFalse();
  }

  private static boolean othersHearWhileOneIsBlocked(Tried tried) throws Exception {
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    tried.stream()
        .subscribe(
            new Probe(
                event -> {
                  inside.countDown();
                  Threads.await(release);
                }));
    Probe other = new Probe();
    tried.stream().subscribe(other);
    FutureTask<?> blocked = Threads.start(() -> tried.bus().emit(a(1)));
    Threads.await(inside);
    AtomicInteger handled = new AtomicInteger();
    tried.bus().subscribe(A, event -> handled.incrementAndGet());
    Threads.join(Threads.start(() -> tried.bus().emit(a(2))));
    boolean delivered = other.sessions().contains("2");
    assertThat(handled).hasValue(1);
    release.countDown();
    Threads.join(blocked);
    return delivered;
  }

  @Test
  @Contract("STR-02")
  void emit_offers_its_turn_after_256_events_of_others() throws Exception {
    int delivered = othersDeliveredByTheFirst(reactive());
    assertThat(delivered).isBetween(256, NEVER - 1);
    assertThat(delivered % 256)
        .as("%s; more than 256 if no thread took the turn at once", delivered)
        .isZero();
    assertThat(othersDeliveredByTheFirst(naive())).isEqualTo(NEVER);
  }

  /**
   * Returns the number of events of another thread, which is always one ahead, that the first emit
   * delivers before it returns.
   */
  private static int othersDeliveredByTheFirst(Tried tried) throws Exception {
    AtomicInteger emitted = new AtomicInteger();
    AtomicInteger received = new AtomicInteger();
    AtomicInteger receivedByFirst = new AtomicInteger();
    AtomicBoolean returned = new AtomicBoolean();
    AtomicBoolean begun = new AtomicBoolean();
    Thread first = new Thread(() -> emitAndMark(tried.bus(), returned));
    tried.stream()
        .subscribe(
            new Probe(
                event -> {
                  begun.set(true);
                  int count = received.incrementAndGet();
                  if (Thread.currentThread() == first) {
                    receivedByFirst.set(count);
                    Threads.until(() -> emitted.get() >= Math.min(count, NEVER));
                  }
                }));
    first.setDaemon(true);
    first.start();
    Threads.until(begun::get);
    while (!returned.get() && emitted.get() < NEVER) {
      tried.bus().emit(a());
      emitted.incrementAndGet();
      Threads.until(() -> returned.get() || emitted.get() - received.get() < 2);
    }
    Threads.until(returned::get);
    return receivedByFirst.get() - 1;
  }

  private static void emitAndMark(EventBus bus, AtomicBoolean returned) {
    bus.emit(a());
    returned.set(true);
  }

  @Test
  @Contract("RX-03")
  void stream_cannot_be_fed_or_ended_from_outside() {
    assertThat(canBeFed(reactive().stream())).isFalse();
    assertThat(canBeFed(naive().stream())).isTrue();
    try (ReactiveEventBus bus = ReactiveEventBus.create()) {
      assertThat(canBeFed(bus.stream(EventSelector.kind(A)))).isFalse();
      assertThat(canBeFed(bus.flow(EventSelector.all(), Overflow.block(), 8))).isFalse();
    }
    assertThat(canBeFed(PublishProcessor.create())).isTrue();
  }

  private static boolean canBeFed(Object stream) {
    return stream instanceof Observer<?>
        || stream instanceof Subscriber<?>
        || stream instanceof Emitter<?>
        || stream instanceof EventTap;
  }

  @Test
  @Contract("RX-03")
  void failure_listener_gets_no_access_to_the_stream() throws Exception {
    try (ReactiveEventBus bus = ReactiveEventBus.builder().failureListener(notes).build()) {
      Probe probe = new Probe();
      bus.stream().subscribe(probe);
      failEverywhere(bus);
      for (Object shown : notes.sources) {
        if (shown instanceof EventTap tap) {
          tap.onEvent(a(7));
          tap.close(Duration.ZERO);
        } else {
          assertThat(canBeFed(shown)).isFalse();
        }
      }
      assertThatThrownBy(() -> bus.emit(a(8))).isInstanceOf(InternalError.class);

      assertThat(notes.lines).contains("tap", "handler at test.a", "selector at test.a");
      assertThat(probe.sessions()).containsExactly(null, "8");
      assertThat(probe.completions).hasValue(0);
    }
  }

  /** Subscribes observers that fail in every phase, one with a fatal error, and emits an event. */
  private static void failEverywhere(ReactiveEventBus bus) {
    EventSelector throwing =
        EventSelector.all()
            .where(
                event -> {
                  throw new IllegalStateException("thrown on purpose");
                });
    bus.stream(throwing).subscribe(new Probe());
    bus.observe(
        EventSelector.all(),
        event -> {
          throw new InternalError("thrown on purpose");
        });
    bus.stream()
        .subscribe(
            new Probe() {
              @Override
              public void onSubscribe(Disposable disposable) {
                throw new IllegalStateException("thrown on purpose");
              }
            });
    assertThatThrownBy(() -> bus.emit(a())).isInstanceOf(InternalError.class);
  }

  @Test
  @Contract("STR-09")
  void stream_without_observers_enables_no_kind() {
    assertThat(reactive().bus().isEnabled(A)).isFalse();
    assertThat(naive().bus().isEnabled(A)).isTrue();
  }
}
