package io.tidings.event.store.delivery;

import io.tidings.event.async.CloseResult;
import java.time.Duration;

/**
 * A running durable delivery: passes each event of a query to a handler at least once, first those
 * stored already, then new ones, in the order of the trail for each key. Started by {@code
 * EventStore.deliver}.
 *
 * <pre>{@code
 * Delivery mail =
 *     trail.deliver(
 *         "mailer",
 *         EventQuery.platform().kinds(EventType.PLAN_APPLIED),
 *         DeliveryOptions.perKey(DeliveryKey.SESSION).parallel(16).atMost(8),
 *         attempt -> mailer.send(attempt.event()));
 * }</pre>
 *
 * <p>Of several deliveries of one name, in one process or in several, one is active. A failure of
 * the handler or of the database never ends it. Thread-safe.
 *
 * @contract DLV-01, DLV-02, DLV-04, DLV-08, DLV-10
 */
public interface Delivery extends AutoCloseable {

  /** Returns the name. */
  String name();

  /** Returns whether this delivery holds the lease of its name. */
  boolean isActive();

  /**
   * Returns the current numbers.
   *
   * @throws RuntimeException a {@code StoreException} if the trail cannot be read
   */
  DeliveryMetrics metrics();

  /**
   * Returns a text of several lines: name, options, state and numbers.
   *
   * @throws RuntimeException a {@code StoreException} if the trail cannot be read
   */
  String describe();

  /**
   * Waits until every event stored before this call is delivered, a dead letter, or held back by a
   * dead letter, and this is stored.
   *
   * @return whether that is so; false if the timeout expires before, the thread is interrupted, or
   *     this delivery is not active or closed
   * @throws IllegalStateException if the handler calls it
   */
  boolean flush(Duration timeout);

  /**
   * Begins no further attempt, waits for the handler calls in progress, stores their outcomes and
   * releases the lease. If the timeout expires before they have ended, their threads are
   * interrupted and their outcomes are not stored: these events are delivered again by the next
   * start, as is everything not delivered so far, and the lease is left to expire. Closing again
   * returns the same result.
   *
   * @return the events whose handler calls had not ended or whose outcomes could not be stored
   * @throws IllegalStateException if the handler calls it
   */
  CloseResult.Undelivered close(Duration timeout);

  /** Closes with a timeout of 30 seconds; from within the handler, without a wait. */
  @Override
  void close();
}
