package io.tidings.event;

/**
 * Reacts to an event. Give it to {@link EventBus#subscribe(EventKind, EventHandler)}.
 *
 * <p>Called on the emitting thread, outside every lock (BUS-05, BUS-08), at most once for each
 * event. Must be thread-safe if several threads emit. May emit, subscribe, unsubscribe itself or
 * others, and close the bus.
 */
@FunctionalInterface
public interface EventHandler {

  /**
   * Reacts to an event.
   *
   * @param event the event, never null
   * @throws Exception whatever goes wrong. It reaches neither the emitter nor another handler; the
   *     bus's {@link io.tidings.event.spi.FailureListener} hears it (BUS-09). Only a {@link
   *     VirtualMachineError} other than a stack overflow surfaces, after everyone else has been
   *     served (BUS-10)
   */
  void handle(DomainEvent event) throws Exception;
}
