package io.tidings.event.async;

import java.util.List;

/**
 * Outcome of the close of a bus. Immutable and thread-safe.
 *
 * @param isPending whether the close has not ended, as it was called inside a handler or tap; the
 *     other parts are those of an incomplete close then
 * @param tapsFlushed whether all taps have processed their events
 * @param undelivered the asynchronous subscriptions whose events were not all delivered within the
 *     timeout
 * @contract END-06
 */
public record CloseResult(boolean isPending, boolean tapsFlushed, List<Undelivered> undelivered) {

  /** The maximum number of event ids per subscription: {@value}. */
  public static final int MAX_IDS = 100;

  /** The outcome of a close that has not ended, as it was called inside a handler or tap. */
  public static final CloseResult PENDING = new CloseResult(true, false, List.of());

  /** The outcome of a close that had nothing to wait for. */
  public static final CloseResult COMPLETE = new CloseResult(false, true, List.of());

  /** Creates a result. */
  public CloseResult {
    undelivered = List.copyOf(undelivered);
  }

  /** Returns whether everything was delivered and processed; false while the close is pending. */
  public boolean isComplete() {
    return tapsFlushed && undelivered.isEmpty();
  }

  /**
   * Events of one subscription that were not delivered, or whose handler call had not ended.
   *
   * @param subscription the name of the subscription
   * @param count the number of events
   * @param eventIds the ids of the first {@value CloseResult#MAX_IDS} of them, oldest first
   */
  public record Undelivered(String subscription, long count, List<String> eventIds) {

    /** Creates the events of one subscription. */
    public Undelivered {
      eventIds = List.copyOf(eventIds);
    }
  }
}
