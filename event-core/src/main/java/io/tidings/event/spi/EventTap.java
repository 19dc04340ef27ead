package io.tidings.event.spi;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import java.time.Duration;

/**
 * Receiver of events before any handler, for streams, logs and stores. Pass it to {@link
 * io.tidings.event.EventBusBuilder#tap}.
 *
 * <p>Taps receive each event in the order in which they were added, on the emitting thread, outside
 * every lock. What a tap throws is counted in the result and reported to the {@link
 * FailureListener}; other taps and the handlers still receive the event. While a tap runs, the
 * event is the current event of the thread. An event that a tap emits on the same bus is deferred
 * until the taps of the current event are done.
 *
 * <p>Implementations must be thread-safe: several threads may emit at once, and a running emit may
 * still reach a tap that is being closed.
 *
 * @contract TAP-01, TAP-02, CTX-01, ORD-04, END-02
 */
@FunctionalInterface
public interface EventTap {

  /**
   * Receives an event.
   *
   * @param event the event, never null
   * @throws Exception any failure; the bus reports it
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
   * bus discards a context that this method leaves open. An implementation reads fields and
   * returns: it calls no foreign code, blocks on nothing and emits nothing. The interest of a tap
   * that emits here may count as false for the events it emits.
   *
   * @param kind an {@link io.tidings.event.EventType}, or a plain kind to compare by its id; never
   *     a host's own constant
   * @contract TAP-03, TAP-04, CTX-06
   */
  default boolean isInterested(EventKind kind) {
    return true;
  }

  /**
   * Waits until all events received so far have been processed. The default implementation returns
   * true.
   *
   * @param timeout the timeout; with zero or less this method does not wait
   * @return whether all events have been processed; also after {@link #close}
   * @throws Exception any failure; the bus reports it and returns false
   * @contract END-04
   */
  default boolean flush(Duration timeout) throws Exception {
    return true;
  }

  /**
   * Releases the resources of this tap. Each bus with this tap calls this method once, when the bus
   * is closed. The default implementation returns true.
   *
   * @param timeout the timeout for the processing of events received so far
   * @return whether all events have been processed
   * @throws Exception any failure; the bus reports it
   * @contract END-03
   */
  default boolean close(Duration timeout) throws Exception {
    return true;
  }
}
