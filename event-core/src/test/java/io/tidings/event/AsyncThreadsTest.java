package io.tidings.event;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.async.AsyncOptions;
import io.tidings.event.async.CloseResult;
import io.tidings.event.spi.EventTap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Asynchronous subscriptions with the threads of the library. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AsyncThreadsTest {

  private static final EventKind A = EventKind.of("a");
  private static final EventKind B = EventKind.of("b");
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final SubscriptionOptions ASYNC = SubscriptionOptions.named("s").async();

  @Test
  @Contract("END-04")
  void flush_waits_for_events_emitted_before_and_by_their_handlers() {
    EventBus bus = EventBus.create();
    AtomicInteger handled = new AtomicInteger();
    bus.subscribe(
        EventSelector.kind(A),
        ASYNC,
        event -> {
          int left = requireNonNull(event.detail("left", Integer.class));
          handled.incrementAndGet();
          if (left > 0) {
            bus.emit(DomainEvent.builder(A).detail("left", left - 1).build());
          }
        });

    for (int round = 1; round <= 50; round++) {
      bus.emit(DomainEvent.builder(A).detail("left", 9).build());
      assertThat(bus.flush(LONG)).isTrue();
      assertThat(handled).hasValue(round * 10);
    }
    assertThat(bus.close(LONG)).isEqualTo(CloseResult.COMPLETE);
  }

  @Test
  @Contract({"SUB-01", "SUB-06", "END-06"})
  void threads_lose_nothing_and_keep_the_order_of_each_key() throws Exception {
    EventBus bus = EventBus.create();
    Map<String, AtomicInteger> next = new ConcurrentHashMap<>();
    List<String> wrong = new ArrayList<>();
    Subscription subscription =
        bus.subscribe(
            EventSelector.kind(A),
            SubscriptionOptions.named("s").async(AsyncOptions.defaults().capacity(50)),
            event -> {
              int number = requireNonNull(event.detail("number", Integer.class));
              AtomicInteger expected =
                  next.computeIfAbsent(event.sessionId(), any -> new AtomicInteger());
              if (expected.getAndIncrement() != number) {
                synchronized (wrong) {
                  wrong.add(event.sessionId() + " " + number);
                }
              }
            });
    List<Thread> emitters = new ArrayList<>();
    for (int t = 0; t < 4; t++) {
      String session = "s" + t;
      emitters.add(
          new Thread(
              () -> {
                for (int i = 0; i < 5_000; i++) {
                  bus.emit(DomainEvent.builder(A).sessionId(session).detail("number", i).build());
                }
              }));
    }
    emitters.forEach(Thread::start);
    for (Thread emitter : emitters) {
      emitter.join();
    }

    assertThat(bus.close(LONG)).isEqualTo(CloseResult.COMPLETE);
    assertThat(wrong).isEmpty();
    assertThat(subscription.metrics().delivered()).isEqualTo(20_000);
    assertThat(subscription.metrics().accounted()).isEqualTo(20_000);
  }

  @Test
  @Contract("SUB-01")
  void key_with_a_blocked_handler_holds_no_other_key() throws Exception {
    EventBus bus = EventBus.create();
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch others = new CountDownLatch(3);
    bus.subscribe(
        EventSelector.kind(A),
        ASYNC,
        event -> {
          if ("blocked".equals(event.sessionId())) {
            release.await();
          } else {
            others.countDown();
          }
        });
    bus.emit(DomainEvent.builder(A).sessionId("blocked").build());
    for (String session : List.of("a", "b", "c")) {
      bus.emit(DomainEvent.builder(A).sessionId(session).build());
    }

    assertThat(others.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(bus.flush(Duration.ofMillis(1))).isFalse();
    release.countDown();
    assertThat(bus.flush(LONG)).isTrue();
    bus.close();
  }

  @Test
  @Contract("END-06")
  void close_inside_an_asynchronous_handler_ends_the_bus_on_another_thread() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    EventBus bus =
        EventBus.builder()
            .tap(
                new EventTap() {
                  @Override
                  public void onEvent(DomainEvent event) {}

                  @Override
                  public boolean close(Duration timeout) {
                    closed.countDown();
                    return true;
                  }
                })
            .build();
    AtomicReference<CloseResult> result = new AtomicReference<>();
    bus.subscribe(EventSelector.kind(A), ASYNC, event -> result.set(bus.close(LONG)));

    bus.emit(DomainEvent.of(A));

    assertThat(closed.await(30, TimeUnit.SECONDS)).isTrue();
    assertThat(result).hasValue(CloseResult.PENDING);
    assertThat(CloseResult.PENDING.isPending()).isTrue();
    assertThat(bus.emit(DomainEvent.of(B)).status()).isEqualTo(EmitResult.Status.CLOSED);
  }
}
