package io.tidings.event.internal;

import org.jspecify.annotations.Nullable;

/**
 * Element of a {@link KeyedQueue}, with its place in the order of acceptance, then among those of
 * its key. Guarded by the queue's lock once it is accepted, except where noted.
 *
 * @param <E> the type of the elements
 */
public abstract class Keyed<E extends Keyed<E>> {

  private final @Nullable Object key;

  /** The number of elements accepted so far, with this one, and their total size. */
  private long number;

  private long sizeThrough;

  /** The elements of the key; null before this is sorted and once it is discarded. */
  private @Nullable Lane<E> lane;

  /** The element accepted before this one, until this is sorted. */
  private @Nullable Keyed<E> previous;

  /** The next element of the key, once this is sorted. */
  private @Nullable E next;

  /**
   * Creates an element.
   *
   * @param key the key; null for an element without an order
   */
  protected Keyed(@Nullable Object key) {
    this.key = key;
  }

  /** Returns the key, or null. */
  protected final @Nullable Object key() {
    return key;
  }

  /** Returns this. */
  protected abstract E self();

  /** Returns the place of this in the order of acceptance. */
  public final long number() {
    return number;
  }

  /** Returns the element of the same key that a consumer is busy with, or null. Thread-safe. */
  public final @Nullable E busy() {
    Lane<E> sorted = lane;
    return sorted == null ? null : sorted.current();
  }

  /**
   * Returns the element that follows and that the consumer has taken together with this one, or
   * null. For the consumer, without the lock.
   */
  public final @Nullable E following() {
    return next;
  }

  /** Sets the element that follows this one among those of the key. */
  final void followedBy(@Nullable E next) {
    this.next = next;
  }

  /** Returns the total size of the elements accepted up to this one. */
  final long sizeThrough() {
    return sizeThrough;
  }

  /** Sets the place of this, after another element. */
  final void placeAfter(Keyed<E> last, int count, long size) {
    previous = last;
    number = last.number + count;
    sizeThrough = last.sizeThrough + size;
  }

  /** Returns the element accepted before this one, and links this to the one after it instead. */
  final @Nullable Keyed<E> turn(@Nullable E after) {
    Keyed<E> before = previous;
    previous = null;
    next = after;
    return before;
  }

  /** Returns the lane, null if this is not sorted or is discarded. */
  final @Nullable Lane<E> lane() {
    return lane;
  }

  /** Makes this the last element of a lane, or of none. */
  final void moveTo(@Nullable Lane<E> lane) {
    this.lane = lane;
    this.next = null;
  }
}
