package io.tidings.event.async;

/**
 * Policy of an {@link AsyncTap} for an event while its queue is full.
 *
 * @contract ASY-02
 */
public enum OverflowPolicy {
  /**
   * Waits for room, for {@link AsyncTapBuilder#blockTimeout} at most, then drops the event. After a
   * wait has timed out, no emitter waits again until the delegate has made progress.
   */
  BLOCK,
  /** Drops the event without waiting. */
  DROP_NEWEST,
  /**
   * Drops the oldest queued event and accepts the new one. If the delegate is processing all
   * accepted events, drops the new one.
   */
  DROP_OLDEST
}
