package io.tidings.event.rx;

import io.reactivex.rxjava3.exceptions.MissingBackpressureException;
import org.jspecify.annotations.Nullable;

/**
 * Whether and why an observer is given no more. Immutable and thread-safe.
 *
 * @param atOnce whether what waits for it is let go
 * @param counted whether what finds no place counts as dropped, as that is for want of room
 * @param reason what the observer is told, or null if nothing is wrong
 */
record End(boolean atOnce, boolean counted, @Nullable RuntimeException reason) {

  static final End NOT_YET = new End(false, true, null);

  /** The stream is closed: what waits is still delivered. */
  static final End COMPLETE = new End(false, false, null);

  /** The observer has gone. */
  static final End DISPOSED = new End(true, false, null);

  static End overflow(int capacity) {
    String what = "no room: all " + capacity + " places are taken, as the observer is slow";
    return new End(
        true, true, new MissingBackpressureException(what + " or has not asked for events"));
  }

  static End badRequest(long count) {
    String what = "request must be positive (Reactive Streams 3.9), but was " + count;
    return new End(true, false, new IllegalArgumentException(what));
  }
}
