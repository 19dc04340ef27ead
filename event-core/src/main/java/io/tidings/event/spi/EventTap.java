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
   * Tells whether this tap is interested in a kind of event right now: an {@link
   * io.tidings.event.EventType}, or a plain kind to be compared by its id, never a host's own
   * object. {@link #onEvent} is called exactly for the events of kinds it is interested in
   * (TAP-03); a tap that throws here counts as interested. Asked for every event, so it must be
   * quick. True by default.
   */
  default boolean isEnabled(EventKind kind) {
    return true;
  }

  /**
   * Tells that this tap wants nothing of a kind right now, so that {@link #isEnabled} would be
   * false. An event that no handler could match is done at once while all taps are idle for its
   * kind (TAP-04), which spares the bus most of its work where a tap comes and goes. False by
   * default.
   *
   * <p>Asked outside of the event, so nothing is current: it must be a look at fields, and call
   * nobody. A tap that throws here counts as not idle.
   */
  default boolean isIdle(EventKind kind) {
    return false;
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
