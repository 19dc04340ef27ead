package io.tidings.event.store;

/**
 * Where a follower stands. Immutable.
 *
 * @param seq the place up to which it has handled events
 * @param acknowledged the number of the latest {@linkplain Removed removal} that it was told of, or
 *     {@link #WHATEVER}
 */
record Place(long seq, long acknowledged) {

  /** Stands for every removal before the first look. */
  static final long WHATEVER = -1;

  /** Returns where a follower from a cursor begins: at the beginning nothing was missed. */
  static Place of(Cursor from) {
    return new Place(from.after(), from.after() == 0 || from.left() ? WHATEVER : 0);
  }
}
