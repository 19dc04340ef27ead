package io.tidings.event.async;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.spi.EventTap;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A sink that lets an event pass when it is told to, and notes the ids of those it has done with.
 */
class GatedTap implements EventTap {

  private final Semaphore gate = new Semaphore(0);
  private final AtomicInteger entered = new AtomicInteger();
  final List<String> done = new CopyOnWriteArrayList<>();
  final List<String> calls = new CopyOnWriteArrayList<>();

  /** Lets so many events pass. */
  void pass(int events) {
    gate.release(events);
  }

  /** Lets all events pass from now on. */
  void open() {
    gate.release(1_000_000);
  }

  /** Waits until the sink has begun with so many events. */
  void awaitEntered(int events) {
    Eventually.until(() -> entered.get() >= events);
  }

  @Override
  public void onEvent(DomainEvent event) throws Exception {
    entered.incrementAndGet();
    gate.acquireUninterruptibly();
    hear(event);
    done.add(event.id());
  }

  void hear(DomainEvent event) throws Exception {}

  @Override
  public boolean isInterested(EventKind kind) {
    return kind.equals(Shop.SOLD);
  }

  @Override
  public boolean flush(Duration timeout) {
    calls.add("flush");
    return true;
  }

  @Override
  public boolean close(Duration timeout) {
    calls.add("close");
    return true;
  }
}
