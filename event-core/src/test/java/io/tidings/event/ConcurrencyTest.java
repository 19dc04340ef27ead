package io.tidings.event;

import static io.tidings.event.Kinds.A;
import static io.tidings.event.Kinds.B;
import static io.tidings.event.Kinds.a;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.spi.ForwardingEventBus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConcurrencyTest {

  @Test
  @Contract("BUS-06")
  void eight_threads_that_subscribe_emit_and_unsubscribe_lose_and_double_nothing()
      throws Exception {
    assertThat(new ExactDelivery(EventBus.create(), 8, 2_000).violations()).isZero();
  }

  @Test
  @Contract("BUS-06")
  void the_same_threads_find_the_fault_of_a_bus_without_a_lock() throws Exception {
    int violations = 0;
    for (int attempt = 0; attempt < 20 && violations == 0; attempt++) {
      violations = new ExactDelivery(new Racy(), 8, 500).violations();
    }

    assertThat(violations).isPositive();
  }

  /** The negative control: copies its handlers on write, but two writers may copy the same ones. */
  private static final class Racy extends ForwardingEventBus {
    private volatile List<Call> handlers = List.of();

    @Override
    protected EventBus delegate() {
      return EventBus.noop();
    }

    @Override
    public EmitResult emit(DomainEvent event) {
      List<Call> now = handlers;
      now.forEach(handler -> handler.run(event));
      return EmitResult.done(now.size());
    }

    @Override
    public Subscription subscribe(
        EventSelector selector, SubscriptionOptions options, EventHandler handler) {
      Call added =
          event -> {
            if (selector.matches(event)) {
              try {
                handler.handle(event);
              } catch (Exception failure) {
                throw new IllegalStateException(failure);
              }
            }
          };
      List<Call> copy = new ArrayList<>(handlers);
      for (int i = 0; i < 10_000; i++) {
        Thread.onSpinWait();
      }
      copy.add(added);
      handlers = copy;
      return Subscription.group();
    }

    private interface Call {
      void run(DomainEvent event);
    }
  }

  @Test
  @Contract("BUS-06")
  void every_handler_hears_every_event_of_every_thread_in_that_threads_order() throws Exception {
    int threads = 4;
    int each = 5_000;
    EventBus bus = EventBus.create();
    AtomicIntegerArray last = new AtomicIntegerArray(threads);
    AtomicInteger disorder = new AtomicInteger();
    AtomicInteger calls = new AtomicInteger();
    for (int i = 0; i < 3; i++) {
      bus.subscribe(B, event -> calls.incrementAndGet());
    }
    bus.subscribe(A, event -> bus.emit(event.caused(B).sessionId(event.sessionId()).build()));
    bus.subscribe(
        A,
        event -> {
          int thread = Integer.parseInt(event.actorName());
          int number = Integer.parseInt(event.sessionId());
          if (last.getAndSet(thread, number) != number - 1) {
            disorder.incrementAndGet();
          }
        });
    inParallel(
        threads,
        thread -> {
          for (int number = 1; number <= each; number++) {
            bus.emit(
                DomainEvent.root(A)
                    .actorName(Integer.toString(thread))
                    .sessionId(Integer.toString(number))
                    .build());
          }
        });

    assertThat(disorder).hasValue(0);
    assertThat(calls).hasValue(threads * each * 3);
  }

  @Test
  @Contract({"END-01", "END-02", "BUS-06"})
  void every_emit_racing_a_close_is_delivered_or_told_that_it_was_not() throws Exception {
    for (int round = 0; round < 200; round++) {
      EventBus bus = EventBus.create();
      AtomicInteger heard = new AtomicInteger();
      AtomicInteger delivered = new AtomicInteger();
      bus.subscribe(A, event -> heard.incrementAndGet());
      bus.subscribe(EventSelector.session("s"), event -> heard.incrementAndGet());
      inParallel(
          3,
          thread -> {
            if (thread == 0) {
              bus.close();
              return;
            }
            for (int i = 0; i < 50; i++) {
              EmitResult result = bus.emit(DomainEvent.root(A).sessionId("s").build());
              assertThat(result.status()).isIn(EmitResult.Status.DONE, EmitResult.Status.CLOSED);
              assertThat(result.delivered())
                  .isEqualTo(result.status() == EmitResult.Status.DONE ? 2 : 0);
              delivered.addAndGet(result.delivered());
            }
          });
      assertThat(heard).hasValue(delivered.get());
    }
  }

  @Test
  @Contract("BUS-08")
  void a_handler_may_wait_for_another_thread_that_uses_the_same_bus() throws Exception {
    EventBus bus = EventBus.create();
    AtomicInteger done = new AtomicInteger();
    bus.subscribe(
        A,
        event -> {
          Thread other =
              new Thread(
                  () -> {
                    Subscription own = bus.subscribe(B, e -> done.incrementAndGet());
                    bus.emit(DomainEvent.root(B).build());
                    own.close();
                    bus.isEnabled(B);
                    bus.close();
                  });
          other.start();
          other.join();
        });

    assertThat(bus.emit(a())).isEqualTo(EmitResult.done(1));
    assertThat(done).hasValue(1);
  }

  @Test
  @Contract("BUS-08")
  void a_handler_that_blocks_keeps_no_other_thread_from_emitting() throws Exception {
    EventBus bus = EventBus.create();
    ReentrantLock hostLock = new ReentrantLock();
    CountDownLatch blocked = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    bus.subscribe(
        A,
        event -> {
          blocked.countDown();
          finish.await();
        });
    Thread emitter = new Thread(() -> bus.emit(a()));
    emitter.start();
    blocked.await();

    hostLock.lock();
    try {
      bus.subscribe(B, event -> {}).close();
      assertThat(bus.emit(DomainEvent.of(B))).isEqualTo(EmitResult.done(0));
    } finally {
      hostLock.unlock();
      finish.countDown();
    }
    emitter.join();
  }

  @Test
  @Contract("NOT-03")
  void unsubscribe_returns_while_the_handler_is_running() throws Exception {
    EventBus bus = EventBus.create();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch finish = new CountDownLatch(1);
    AtomicInteger finished = new AtomicInteger();
    Subscription subscription =
        bus.subscribe(
            A,
            event -> {
              inside.countDown();
              finish.await();
              finished.incrementAndGet();
            });
    Thread emitter = new Thread(() -> bus.emit(a()));
    emitter.start();
    inside.await();

    assertThat(subscription.unsubscribe()).isTrue();
    assertThat(finished).hasValue(0);

    finish.countDown();
    emitter.join();
    assertThat(finished).hasValue(1);
  }

  @Test
  @Contract({"BUS-07", "BUS-06"})
  void an_emit_that_sees_a_subscription_sees_every_earlier_one_too() throws Exception {
    EventBus bus = EventBus.create();
    AtomicInteger outOfTurn = new AtomicInteger();
    AtomicInteger stop = new AtomicInteger();
    DomainEvent event = DomainEvent.root(A).sessionId("s").planId("p").build();
    EventSelector[] sorts = {
      EventSelector.kind(A),
      EventSelector.session("s"),
      EventSelector.plan("p"),
      EventSelector.all()
    };
    inParallel(
        2,
        thread -> {
          if (thread == 0) {
            for (int round = 0; round < 20_000; round++) {
              List<Subscription> both = new ArrayList<>();
              AtomicInteger early = new AtomicInteger();
              AtomicInteger late = new AtomicInteger();
              both.add(bus.subscribe(sorts[round % 4], e -> early.set(1)));
              both.add(
                  bus.subscribe(
                      sorts[(round / 4) % 4],
                      e -> late.addAndGet(early.getAndSet(0) == 0 ? 1 : 0)));
              both.get(1).close();
              both.get(0).close();
              outOfTurn.addAndGet(late.get());
            }
            stop.set(1);
            return;
          }
          while (stop.get() == 0) {
            bus.emit(event);
          }
        });

    assertThat(outOfTurn).hasValue(0);
  }

  private interface Work {
    void run(int thread) throws Exception;
  }

  private static void inParallel(int threads, Work work) throws Exception {
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Throwable> failures = new ArrayList<>();
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int number = i;
      Thread thread =
          new Thread(
              () -> {
                try {
                  start.await(30, TimeUnit.SECONDS);
                  work.run(number);
                } catch (Throwable failure) {
                  synchronized (failures) {
                    failures.add(failure);
                  }
                }
              });
      thread.start();
      running.add(thread);
    }
    for (Thread thread : running) {
      thread.join();
    }
    assertThat(failures).isEmpty();
  }
}
