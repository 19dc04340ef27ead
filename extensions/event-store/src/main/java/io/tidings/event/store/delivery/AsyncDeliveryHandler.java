package io.tidings.event.store.delivery;

import java.util.concurrent.CompletionStage;

/**
 * Handler of a durable delivery whose work ends later, on another thread. The number of calls in
 * progress has the limit {@link DeliveryOptions#parallel}; begun work is limited by the 10,000
 * events that a delivery has in memory. Otherwise as {@link DeliveryHandler}.
 *
 * @contract DLV-13
 */
@FunctionalInterface
public interface AsyncDeliveryHandler {

  /**
   * Begins the handling of an event, which is the current event of the thread.
   *
   * @param attempt the event with the number of the attempt and the previous failure
   * @return completes with the outcome of the attempt: normally, or with its failure. A stage that
   *     never completes keeps the position of the delivery before the event
   * @throws Exception any failure: the attempt has failed
   */
  CompletionStage<?> handle(DeliveryAttempt attempt) throws Exception;
}
