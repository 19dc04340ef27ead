package io.tidings.event.rx;

import static io.tidings.event.rx.Given.A;
import static io.tidings.event.rx.Given.a;
import static org.assertj.core.api.Assertions.assertThat;

import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Observer;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a bus with a serialized subject gets wrong, each tried on {@link ReactiveEventBus} and on
 * that bus, which must fail.
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
  void an_observer_that_throws_keeps_receiving() {
    assertThat(heardByOneThatThrows(reactive())).isEqualTo(3);
    assertThat(heardByOneThatThrows(naive())).isLessThan(3);
  }

  private static int heardByOneThatThrows(Tried tried) {
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
  void events_after_an_error_are_delivered_to_everybody() {
    assertThat(heardAfter(reactive(), new LinkageError("thrown on purpose"))).isEqualTo(3);
    assertThat(heardAfter(naive(), new LinkageError("thrown on purpose"))).isLessThan(3);
    assertThat(heardAfter(reactive(), new OutOfMemoryError("thrown on purpose"))).isEqualTo(3);
    assertThat(heardAfter(naive(), new OutOfMemoryError("thrown on purpose"))).isLessThan(3);
  }

  /** How many of three events a second observer hears if the first one throws at the first. */
  private static int heardAfter(Tried tried, Error error) {
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
  void a_blocked_observer_starves_nobody_else() throws Exception {
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
    boolean heard = other.sessions().contains("2");
    assertThat(handled).hasValue(1);
    release.countDown();
    Threads.join(blocked);
    return heard;
  }

  @Test
  @Contract("STR-02")
  void an_emit_returns_though_other_threads_go_on_emitting() throws Exception {
    assertThat(emittedUntilTheFirstReturns(reactive())).isLessThan(NEVER);
    assertThat(emittedUntilTheFirstReturns(naive())).isEqualTo(NEVER);
  }

  /** How many events another thread emits, always one ahead, before the first emit has returned. */
  private static int emittedUntilTheFirstReturns(Tried tried) throws Exception {
    AtomicInteger emitted = new AtomicInteger();
    AtomicInteger heard = new AtomicInteger();
    AtomicBoolean returned = new AtomicBoolean();
    AtomicBoolean begun = new AtomicBoolean();
    Thread first = new Thread(() -> emitAndTell(tried.bus(), returned));
    tried.stream()
        .subscribe(
            new Probe(
                event -> {
                  begun.set(true);
                  int count = heard.incrementAndGet();
                  if (Thread.currentThread() == first) {
                    Threads.until(() -> emitted.get() >= Math.min(count, NEVER));
                  }
                }));
    first.setDaemon(true);
    first.start();
    Threads.until(begun::get);
    while (!returned.get() && emitted.get() < NEVER) {
      tried.bus().emit(a());
      emitted.incrementAndGet();
      Threads.until(() -> returned.get() || emitted.get() - heard.get() < 2);
    }
    Threads.until(returned::get);
    return emitted.get();
  }

  private static void emitAndTell(EventBus bus, AtomicBoolean returned) {
    bus.emit(a());
    returned.set(true);
  }

  @Test
  @Contract("RX-03")
  void nobody_outside_can_feed_or_end_the_stream() {
    assertThat(canBeFed(reactive())).isFalse();
    assertThat(canBeFed(naive())).isTrue();
  }

  private static boolean canBeFed(Tried tried) {
    return tried.stream() instanceof Observer<?>;
  }

  @Test
  @Contract("STR-09")
  void a_stream_without_observers_makes_nobody_think_that_somebody_listens() {
    assertThat(reactive().bus().isEnabled(A)).isFalse();
    assertThat(naive().bus().isEnabled(A)).isTrue();
  }
}
