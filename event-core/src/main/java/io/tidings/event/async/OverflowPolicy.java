package io.tidings.event.async;

import io.tidings.event.internal.QueuePolicy;

/**
 * Policy of an {@link AsyncTap} for an event while its queue is full: by the number of events or by
 * their total size.
 *
 * @contract ASY-02, ASY-10
 */
public enum OverflowPolicy {
  /**
   * Waits for room, for {@link AsyncTapBuilder#blockTimeout} at most, then drops the event. Room is
   * given to waiting threads in the order of their arrival. After a whole wait during which the
   * delegate has made no progress, no emitter waits until it has; the waiting ones drop their event
   * too.
   */
  BLOCK(QueuePolicy.BLOCK),
  /** Drops the event without waiting. */
  DROP_NEWEST(QueuePolicy.DROP_NEWEST),
  /**
   * Drops the oldest queued events until there is room, and accepts the new one. If the events that
   * the delegate is processing leave no room, drops the new one.
   */
  DROP_OLDEST(QueuePolicy.DROP_OLDEST);

  private final QueuePolicy policy;

  OverflowPolicy(QueuePolicy policy) {
    this.policy = policy;
  }

  QueuePolicy policy() {
    return policy;
  }
}
