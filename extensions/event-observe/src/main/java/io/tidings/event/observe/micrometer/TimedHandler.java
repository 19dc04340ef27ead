package io.tidings.event.observe.micrometer;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventHandler;
import io.tidings.event.observe.internal.ObservedHandler;

/** Handler that counts and times the calls of another one. Thread-safe if the other one is. */
record TimedHandler(EventHandler delegate, HandlerTimes times) implements ObservedHandler {

  @Override
  public void handle(DomainEvent event) throws Exception {
    int weight = times.weight();
    long start = weight == 0 ? 0 : times.now();
    try {
      delegate.handle(event);
    } catch (Throwable failure) {
      times.countFailure();
      throw failure;
    } finally {
      times.count();
      if (weight != 0) {
        times.add(times.now() - start, weight);
      }
    }
  }

  @Override
  public void surround(DomainEvent event, int count, Call call) throws Exception {
    long start = times.now();
    try {
      call.run();
    } catch (Throwable failure) {
      times.countFailure();
      throw failure;
    } finally {
      times.count();
      times.add(times.now() - start, 1);
    }
  }
}
