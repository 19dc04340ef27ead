package io.tidings.event.async;

/**
 * Failure of a subscription with {@link OverflowPolicy#FAIL} whose queue is full, in {@link
 * io.tidings.event.EmitResult#failures}. The event was not queued; an emit never throws it.
 *
 * @contract SUB-02
 */
public final class QueueFullException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Creates an exception for a subscription by its name. */
  public QueueFullException(String subscription) {
    super(
        "The queue of "
            + subscription
            + " is full; raise its capacity or choose another OverflowPolicy",
        null,
        false,
        false);
  }
}
