package io.tidings.event.spi;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import java.time.Duration;

/**
 * Hears events before any handler does: the way streams, logs and stores join a bus. Give it to
 * {@link io.tidings.event.EventBusBuilder#tap}.
 *
 * <p>Taps hear each event in the order they were given, on the emitting thread, outside every lock
 * (TAP-01). Whatever a tap throws is contained, counted in the result and told to the {@link
 * FailureListener}; the other taps and the handlers go on (TAP-02). While a tap runs, the event is
 * the thread's current event (CTX-01). An event that a tap emits on the same bus waits until the
 * taps of the present one are done (ORD-04).
 *
 * <p>Implementations must be thread-safe: several threads may emit at once, and an emit in flight
 * may still reach a tap that is being closed (END-02).
 */
@FunctionalInterface
public interface EventTap {

  /**
   * Hears an event.
   *
   * @param event the event, never null
   * @throws Exception whatever goes wrong; the bus contains it
   */
  void onEvent(DomainEvent event) throws Exception;

  /**
   * Returns whether this tap is interested in events of a kind at this moment. The bus calls {@link
   * #onEvent} for exactly the kinds for which this method returns true or throws, and skips most of
   * its work for an event that matches no handler and interests no tap. The default implementation
   * returns true.
   *
   * <p>The bus calls this method for every event, on the emitting thread, and also from {@link
   * io.tidings.event.EventBus#isEnabled}. The event is not necessarily the current event, and the
   * bus closes nothing that this method opens. An implementation reads fields and returns: it calls
   * no foreign code, blocks on nothing and emits nothing.
   *
   * @param kind an {@link io.tidings.event.EventType}, or a plain kind to compare by its id; never
   *     a host's own constant
   * @contract TAP-03, TAP-04
   */
  default boolean isInterested(EventKind kind) {
    return true;
  }

  /**
   * Waits until what was heard so far has gone where it should go. Returns true at once by default.
   *
   * @param timeout how long to wait; zero or negative asks without waiting
   * @return whether nothing is left; after {@link #close} too
   * @throws Exception whatever goes wrong; the bus contains it and answers false
   */
  default boolean flush(Duration timeout) throws Exception {
    return true;
  }

  /**
   * Lets go of what this tap holds. Called once by each bus it was given to, when that is closed.
   * Returns true at once by default.
   *
   * @param timeout how long to wait for what was heard so far to go where it should go
   * @return whether nothing was left
   * @throws Exception whatever goes wrong; the bus contains it
   */
  default boolean close(Duration timeout) throws Exception {
    return true;
  }
}
