package io.tidings.event.store.delivery;

/**
 * Handler of a durable delivery. Called on several threads at the same time, up to {@link
 * DeliveryOptions#parallel}, but for one event of a key at a time. Must be idempotent: an event may
 * be delivered more than once, see {@code EventStore.once}.
 *
 * @contract DLV-01, DLV-02
 */
@FunctionalInterface
public interface DeliveryHandler {

  /**
   * Handles an event. It is the current event of the thread, as in a handler of a bus: events that
   * are emitted meanwhile are its effects.
   *
   * @param attempt the event with the number of the attempt and the previous failure
   * @throws Exception any failure: the attempt has failed, and the retry policy decides on another
   */
  void handle(DeliveryAttempt attempt) throws Exception;
}
