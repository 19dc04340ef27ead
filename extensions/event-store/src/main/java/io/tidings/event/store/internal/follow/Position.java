package io.tidings.event.store.internal.follow;

/**
 * A follower's position. Immutable.
 *
 * @param seq the position up to which events have been handled
 * @param acknowledged the number of the latest {@linkplain RemovalMark removal} that was reported
 *     to the follower, or {@link #ANY_REMOVAL}
 */
public record Position(long seq, long acknowledged) {

  /** Acknowledges every removal before the first poll. */
  public static final long ANY_REMOVAL = -1;
}
