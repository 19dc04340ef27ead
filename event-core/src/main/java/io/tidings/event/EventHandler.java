package io.tidings.event;

/**
 * Handler of events. Pass it to {@link EventBus#subscribe(EventKind, EventHandler)}.
 *
 * <p>A bus calls a handler on the emitting thread, outside every lock, at most once for each event;
 * an {@linkplain SubscriptionOptions#async() asynchronous} one on a thread of its executor, again
 * after a failure if its options ask for that. A handler must be thread-safe if several threads
 * emit. It may emit, subscribe, unsubscribe itself or others, and close the bus.
 *
 * @contract BUS-05, BUS-08
 */
@FunctionalInterface
public interface EventHandler {

  /**
   * Handles an event.
   *
   * @param event the event, never null
   * @throws Exception any failure. The bus reports it to the {@link
   *     io.tidings.event.spi.FailureListener}; it reaches neither the emitter nor another handler.
   *     The outermost emit throws a {@link VirtualMachineError} other than a stack overflow after
   *     all other listeners were called
   * @contract BUS-09, BUS-10
   */
  void handle(DomainEvent event) throws Exception;
}
