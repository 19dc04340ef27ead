package io.tidings.event.async;

import io.tidings.event.DomainEvent;
import io.tidings.event.spi.EventTap;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Consumer;

/** Threads that hand over numbered events at the same time, and a sink that checks what arrives. */
final class OrderedDelivery {

  private final int threads;
  private final int each;
  private final AtomicIntegerArray last;
  private final AtomicInteger heard = new AtomicInteger();
  private final AtomicInteger outOfOrder = new AtomicInteger();

  OrderedDelivery(int threads, int each) {
    this.threads = threads;
    this.each = each;
    this.last = new AtomicIntegerArray(threads);
  }

  EventTap sink() {
    return event -> {
      int number = Shop.number(event);
      heard.incrementAndGet();
      if (last.getAndSet(number / each, number % each + 1) > number % each) {
        outOfOrder.incrementAndGet();
      }
    };
  }

  void emitTo(Consumer<DomainEvent> taker) throws InterruptedException {
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Thread> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      int first = i * each;
      List<DomainEvent> events = new ArrayList<>();
      for (int number = first; number < first + each; number++) {
        events.add(Shop.sold(number));
      }
      running.add(new Thread(() -> emitAll(start, events, taker)));
    }
    running.forEach(Thread::start);
    for (Thread thread : running) {
      thread.join();
    }
  }

  private static void emitAll(
      CyclicBarrier start, List<DomainEvent> events, Consumer<DomainEvent> taker) {
    try {
      start.await();
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
    events.forEach(taker);
  }

  int heard() {
    return heard.get();
  }

  int outOfOrder() {
    return outOfOrder.get();
  }
}
