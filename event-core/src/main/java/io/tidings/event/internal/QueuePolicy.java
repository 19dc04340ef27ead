package io.tidings.event.internal;

/** Treatment of an element that finds no room in a {@link FairQueue}. */
public enum QueuePolicy {
  /** Waits for room, up to a time limit; then drops the element. */
  BLOCK,
  /** Drops the element. */
  DROP_NEWEST,
  /** Drops the oldest queued elements; the new one instead if that would not make room. */
  DROP_OLDEST,
  /** Drops all queued elements; the new one instead if that would not make room. */
  KEEP_LATEST,
  /**
   * Drops the queued elements with the key of the new one; the new one instead if that would not
   * make room. For a keyed queue.
   */
  KEEP_LATEST_PER_KEY,
  /** Refuses the element, which does not count as dropped. */
  FAIL
}
