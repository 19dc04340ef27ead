package io.tidings.event;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that each subscribe, emit, and unsubscribe on one bus at the same time, and count what
 * their own handlers heard of their own events: once each, or it is a violation. Beside them stand
 * handlers that are never unsubscribed and must hear everything.
 */
final class ExactDelivery {

  private final EventBus bus;
  private final int threads;
  private final int rounds;
  private final AtomicInteger violations = new AtomicInteger();
  private final AtomicInteger heardByAll = new AtomicInteger();

  ExactDelivery(EventBus bus, int threads, int rounds) {
    this.bus = bus;
    this.threads = threads;
    this.rounds = rounds;
  }

  /** Runs the threads and returns the number of violations. */
  int violations() throws InterruptedException {
    bus.subscribe(EventSelector.all(), event -> heardByAll.incrementAndGet());
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      String session = "s" + i;
      Thread thread = new Thread(() -> churn(start, session));
      thread.setUncaughtExceptionHandler((ignored, failure) -> violations.incrementAndGet());
      thread.start();
      running.add(thread);
    }
    for (Thread thread : running) {
      thread.join();
    }
    return violations.get() + Math.abs(heardByAll.get() - threads * rounds);
  }

  private void churn(CyclicBarrier start, String session) {
    EventType kind = EventType.values()[session.charAt(1) - '0'];
    List<EventSelector> selectors =
        List.of(
            EventSelector.session(session),
            EventSelector.kind(kind).where(event -> session.equals(event.sessionId())),
            EventSelector.category(EventKind.category(kind))
                .where(event -> session.equals(event.sessionId())),
            EventSelector.anyOf(EventSelector.session(session), EventSelector.plan(session)));
    try {
      start.await();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
    for (int round = 0; round < rounds; round++) {
      AtomicInteger heard = new AtomicInteger();
      Subscription own =
          bus.subscribe(selectors.get(round % selectors.size()), event -> heard.incrementAndGet());
      bus.emit(DomainEvent.root(kind).sessionId(session).planId(session).build());
      own.close();
      bus.isEnabled(kind);
      if (heard.get() != 1) {
        violations.incrementAndGet();
      }
    }
  }
}
