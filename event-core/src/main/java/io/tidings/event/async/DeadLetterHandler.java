package io.tidings.event.async;

/**
 * Receiver of dead letters, such as {@link DeadLetters}. Called on the thread of the last attempt;
 * must be thread-safe.
 *
 * @contract SUB-05
 */
@FunctionalInterface
public interface DeadLetterHandler {

  /**
   * Handles an event whose attempts have all failed.
   *
   * @param letter the event with its failure; may be kept, and queued again later
   * @throws Exception any failure: the event counts as failed then, and the failure is reported
   */
  void handle(DeadLetter letter) throws Exception;
}
