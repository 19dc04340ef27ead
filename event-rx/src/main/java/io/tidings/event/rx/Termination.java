package io.tidings.event.rx;

import io.reactivex.rxjava3.exceptions.MissingBackpressureException;
import io.tidings.event.internal.QueueBounds;
import org.jspecify.annotations.Nullable;

/**
 * Terminal state of an observer's queue. Immutable and thread-safe.
 *
 * @param immediate whether queued events are discarded instead of delivered
 * @param countsDropped whether an event that is not queued counts as dropped for lack of room
 * @param error the error to signal to the observer; null completes it
 */
record Termination(boolean immediate, boolean countsDropped, @Nullable RuntimeException error) {

  /** The queue accepts events. */
  static final Termination NONE = new Termination(false, true, null);

  /** The stream is closed: queued events are still delivered. */
  static final Termination COMPLETE = new Termination(false, false, null);

  /** The observer was disposed of. */
  static final Termination DISPOSED = new Termination(true, false, null);

  /** Returns the termination of an observer whose queue is full. */
  static Termination overflow(QueueBounds bounds) {
    String message =
        "observer queue is full (capacity "
            + bounds.capacity()
            + ", maxCharacters "
            + bounds.maxSize()
            + "): the observer is slow or has not requested events; raise the bound or choose"
            + " another Overflow";
    return new Termination(true, true, new MissingBackpressureException(message));
  }

  /** Returns the termination of a subscriber that requested zero or fewer events. */
  static Termination badRequest(long count) {
    String message = "request must be positive (Reactive Streams 3.9), but was " + count;
    return new Termination(true, false, new IllegalArgumentException(message));
  }
}
