package io.tidings.event.internal;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Elements of a {@link FairQueue}, and the room that they occupy: queued ones, and ones that the
 * consumer has taken and not settled. Changed under the queue's lock; {@link #queued}, {@link
 * #available} and {@link #held} are readable without it.
 */
interface Holding<E> {

  /**
   * Returns whether an element of a size fits. An element of any size fits if it is the only one.
   */
  boolean fits(long size);

  /** Returns whether an element would fit if all queued ones that may be were dropped. */
  boolean fitsWithoutQueued(long size);

  /** Makes sure that a number of elements can be added without an allocation, where possible. */
  default void reserve(int more) {}

  /** Adds an element, for which {@link #reserve} was called. */
  void add(E element, long size);

  /**
   * Adds an element that fits, for which {@link #reserve} was called; returns false if others have
   * taken its room meanwhile.
   */
  default boolean tryAdd(E element, long size) {
    add(element, size);
    return true;
  }

  /** Refuses further elements, where they are added without the lock. */
  default void close() {}

  /** Returns the oldest queued element that the policy may drop, or null if there is none. */
  @Nullable E oldest();

  /** Returns the oldest queued element that {@code element} replaces, or null if there is none. */
  default @Nullable E superseded(E element) {
    return null;
  }

  /** Removes a queued element, {@link #oldest} or {@link #superseded}, and releases its room. */
  void discard(E element, long size);

  /** Removes all queued elements, oldest first, and releases their room; returns their number. */
  int discardAll(Consumer<? super E> each);

  /** Returns the element to take next; there must be an available one. */
  E next();

  /** Removes the element to take next, which the consumer takes. */
  void take(long size);

  /** Releases the room of taken elements. */
  default void settle(int count, long size) {
    throw new UnsupportedOperationException("an element of a keyed queue is settled by itself");
  }

  /** Returns the number of queued elements. */
  int queued();

  /** Returns the number of elements that can be taken now, or that of their keys. */
  default int available() {
    return queued();
  }

  /** Returns the number of settled elements. */
  long settled();

  /** Returns the number of elements that occupy room. */
  long held();

  /** Returns the total size of the elements that occupy room. */
  long heldSize();

  /** Returns the number of the next element to accept; elements are numbered from 0. */
  default long nextNumber() {
    throw new UnsupportedOperationException("elements are settled in any order");
  }

  /**
   * Returns a number: no element with a lower one is queued or unsettled. For one consumer that
   * settles elements in the order of their acceptance.
   */
  default long firstUnsettled() {
    throw new UnsupportedOperationException("elements are settled in any order");
  }
}
