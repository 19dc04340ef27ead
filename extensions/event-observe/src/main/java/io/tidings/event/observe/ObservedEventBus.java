package io.tidings.event.observe;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;

/**
 * Wrapper of a bus with observers: services emit and handlers subscribe through the wrapped bus.
 *
 * <pre>{@code
 * BusMeters meters = BusMeters.create();
 * EventBus bus = ObservedEventBus.wrap(EventBus.create(), meters, BusRecording.create());
 * meters.bindTo(registry);
 * }</pre>
 *
 * <p>The wrapped bus is a {@link io.tidings.event.spi.ForwardingEventBus}: it keeps every promise
 * of the bus behind it. Handlers that are subscribed, and events that are emitted, on the bus
 * behind it are not observed. Observers see a failure of a handler and change nothing about it.
 *
 * @contract OBS-01
 */
public final class ObservedEventBus {

  private ObservedEventBus() {}

  /**
   * Returns a bus whose emits and handler calls are observed.
   *
   * @param bus the bus that receives the calls; closing the wrapped bus closes it
   * @param observers the observers, the outermost first; without one, {@code bus} is returned
   * @return the wrapped bus
   * @throws NullPointerException if an argument or an observer is null
   */
  public static EventBus wrap(EventBus bus, BusObserver... observers) {
    EventBus observed = requireNonNull(bus, "bus");
    for (int i = requireNonNull(observers, "observers").length - 1; i >= 0; i--) {
      observed = requireNonNull(observers[i], "observers").observe(observed);
    }
    return observed;
  }
}
