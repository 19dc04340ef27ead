package io.tidings.event.internal;

import org.jspecify.annotations.Nullable;

/**
 * User of a {@link FairQueue}. No method throws, blocks or calls the queue. All but {@link #size}
 * and {@link #nanoTime} are called under the queue's lock, {@link #mayExceed} also without it.
 */
public interface QueueOwner<E> {

  /** Returns the size of an element, always the same one. */
  long size(E element);

  /** Returns an array for elements. */
  @Nullable E[] newArray(int length);

  /**
   * Receives an element that waits for room or, in a keyed queue, is accepted: before it is taken
   * and before {@link KeyedQueue#sort} returns. May receive it twice.
   */
  default void entered(E element) {}

  /** Returns whether the queue's policy may drop an element once it is queued; always the same. */
  default boolean mayDrop(E element) {
    return true;
  }

  /** Receives an element that the queue's policy drops: a new or a queued one. */
  void dropped(E element);

  /** Returns whether {@link FairQueue#take} is to return without an element. */
  default boolean hasReport() {
    return false;
  }

  /** Returns whether one element is accepted beyond the bounds if a thread would have to wait. */
  default boolean mayExceed() {
    return false;
  }

  /** Returns the time in nanoseconds, as {@link System#nanoTime}. */
  default long nanoTime() {
    return System.nanoTime();
  }
}
