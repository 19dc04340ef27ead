package io.tidings.event.observe;

import io.tidings.event.EventBus;

/**
 * Observer of a bus: one of {@code BusMeters}, {@code HandlerObservations}, {@code HandlerSpans}
 * and {@code BusRecording}, or a host's own. Pass it to {@link ObservedEventBus#wrap}.
 * Implementations must be thread-safe and may observe several buses.
 *
 * @contract OBS-01
 */
@FunctionalInterface
public interface BusObserver {

  /**
   * Returns a bus that forwards every call to another one and observes emits, handler calls or
   * both. A handler that is subscribed to it keeps its name, its order and its treatment of lists.
   *
   * @param bus the bus that receives the calls
   */
  EventBus observe(EventBus bus);
}
