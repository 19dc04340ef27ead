package io.tidings.event.async;

import io.tidings.event.internal.QueuePolicy;

/**
 * Policy of an {@link AsyncTap} or an asynchronous subscription for an event while its queue is
 * full: by the number of events or by their total size.
 *
 * @contract ASY-02, ASY-10, SUB-02
 */
public enum OverflowPolicy {
  /**
   * Waits for room, for {@link AsyncTapBuilder#blockTimeout} or {@link AsyncOptions#blockTimeout}
   * at most, then drops the event. Room is given to waiting threads in the order of their arrival.
   * After a whole wait during which no event was handled, no emitter waits until one is; the
   * waiting ones drop their event too.
   */
  BLOCK(QueuePolicy.BLOCK),
  /** Drops the event without waiting. */
  DROP_NEWEST(QueuePolicy.DROP_NEWEST),
  /**
   * Drops the oldest queued events until there is room, and accepts the new one. If the events that
   * are being handled or are never dropped leave no room, drops the new one.
   */
  DROP_OLDEST(QueuePolicy.DROP_OLDEST),
  /**
   * Drops the queued events with the key of the new one, and accepts the new one; if that leaves no
   * room, drops the new one. For asynchronous subscriptions only.
   */
  KEEP_LATEST_PER_KEY(QueuePolicy.KEEP_LATEST_PER_KEY),
  /**
   * Drops the event, and counts it as a failure in the {@link io.tidings.event.EmitResult}, with a
   * {@link QueueFullException}. For asynchronous subscriptions only.
   */
  FAIL(QueuePolicy.FAIL);

  private final QueuePolicy policy;

  OverflowPolicy(QueuePolicy policy) {
    this.policy = policy;
  }

  QueuePolicy policy() {
    return policy;
  }
}
