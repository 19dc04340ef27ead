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

  /** Returns whether an element would fit if no other were queued. */
  boolean fitsWithoutQueued(long size);

  /** Makes sure that a number of elements can be added without an allocation, where possible. */
  void reserve(int more);

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

  /** Adds an element if it fits and that needs no lock. Callable without the lock. */
  default boolean tryAddWithoutLock(E element, long size) {
    return false;
  }

  /** Refuses further elements, where they are added without the lock. */
  default void close() {}

  /** Sorts by key the elements that were added without the lock. */
  default void sort() {}

  /** Returns whether no element waits for {@link #sort}. */
  default boolean isSorted() {
    return true;
  }

  /** Returns whether a consumer has taken an element with the same key and not settled it. */
  default boolean isBehindBusy(E element) {
    return false;
  }

  /** Returns the oldest queued element, for a policy that drops it; there must be one. */
  E oldest();

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
  void settle(int count, long size);

  /** Takes up to a number of elements of one key; returns the first, which the others follow. */
  default E takeOfKey(int limit) {
    throw new UnsupportedOperationException("elements have no keys");
  }

  /** States that the consumer is busy with a taken element and has passed those before it. */
  default void begin(E element) {
    throw new UnsupportedOperationException("elements have no keys");
  }

  /** Returns whether an element is queued or taken. */
  default boolean contains(E element) {
    throw new UnsupportedOperationException("elements have no keys");
  }

  /**
   * Releases the room of a taken element and of those before it, and what their key holds back.
   * Those taken together with it that follow are queued again.
   */
  default void release(E element) {
    throw new UnsupportedOperationException("elements have no keys");
  }

  /** Passes on the elements that a consumer is busy with; discards the others that are taken. */
  default void endTaken(Consumer<? super E> begun, Consumer<? super E> discarded) {}

  /** Returns the number of elements that a consumer is busy with. */
  default int busy() {
    return (int) (held() - queued());
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

  /** Returns the number of all accepted elements. */
  default long accepted() {
    return nextNumber();
  }

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
