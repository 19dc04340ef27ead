package io.tidings.event;

import java.util.List;

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

  /**
   * Handler of lists of events. Pass it to {@link EventBus#subscribeBatches}.
   *
   * <p>The bus calls it on a thread of its executor with one list after another, in the order of
   * the emits. During the call no event is current and no scope is open; {@link
   * EventContext#attempt()} and {@link EventContext#previousFailure()} are those of the list.
   *
   * @contract SUB-09, SUB-10
   */
  @FunctionalInterface
  interface OfBatches extends EventHandler {

    /**
     * Handles a list of events.
     *
     * @param events at least one event, oldest first; immutable
     * @throws Exception any failure, which is the failure of each event of the list
     */
    void handle(List<DomainEvent> events) throws Exception;

    /** Handles one event, where a bus passes on events singly. */
    @Override
    default void handle(DomainEvent event) throws Exception {
      handle(List.of(event));
    }
  }
}
