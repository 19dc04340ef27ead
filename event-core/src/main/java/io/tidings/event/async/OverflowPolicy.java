package io.tidings.event.async;

/** What an {@link AsyncTap} does with an event for which there is no room. */
public enum OverflowPolicy {
  /**
   * Waits for room, for {@link AsyncTapBuilder#blockTimeout} at most, then drops the event. Once a
   * wait was in vain, nobody waits again until the delegate has made progress.
   */
  BLOCK,
  /** Drops the event at once. */
  DROP_NEWEST,
  /**
   * Drops the oldest event that the delegate has not begun with, and takes this one. Where there is
   * none, this one is dropped.
   */
  DROP_OLDEST
}
