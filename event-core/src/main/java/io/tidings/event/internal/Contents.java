package io.tidings.event.internal;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Elements of a {@link FairQueue}, and the room that they occupy: queued ones, and ones that the
 * consumer has taken and not settled. Changed under the queue's lock, except by {@link #settle}.
 *
 * <p>The methods that change several fields call no other method in between, so that an exhausted
 * stack does not leave half of a change. Only {@link #reserve} allocates.
 */
final class Contents<E> {

  private final int capacity;
  private final long maxSize;

  /** The queued elements: a ring from {@link #head} on. */
  private @Nullable E[] ring;

  private int head;
  private long queuedSize;
  private long heldSize;
  private final AtomicLong settledSize = new AtomicLong();

  /** The number of accepted elements, without those discarded from the queue. */
  private volatile long admitted;

  private volatile long taken;
  private final AtomicLong settled = new AtomicLong();
  private long discarded;

  /** The number of the first element behind those that the consumer has taken. */
  private long takenThrough;

  /**
   * Creates empty contents.
   *
   * @param ring an array of length 1 or more
   */
  Contents(QueueBounds bounds, @Nullable E[] ring) {
    this.capacity = bounds.capacity();
    this.maxSize = bounds.maxSize();
    this.ring = ring;
  }

  /**
   * Returns whether an element of a size fits. An element of any size fits if it is the only one.
   */
  boolean fits(long size) {
    long held = admitted - settled.get();
    return held < capacity && (held == 0 || size <= maxSize - heldSize());
  }

  /** Returns whether an element would fit if no other were queued. */
  boolean fitsWithoutQueued(long size) {
    long held = taken - settled.get();
    return held < capacity && (held == 0 || size <= maxSize - (heldSize() - queuedSize));
  }

  /** Makes sure that a number of elements can be added without an allocation. */
  void reserve(int more) {
    int length = ring.length;
    int needed = Math.addExact(queued(), more);
    if (needed > length) {
      @Nullable E[] larger = Arrays.copyOf(ring, Math.max(needed, length * 2));
      System.arraycopy(ring, head, larger, 0, length - head);
      System.arraycopy(ring, 0, larger, length - head, head);
      ring = larger;
      head = 0;
    }
  }

  /** Adds an element to a reserved place. */
  void add(E element, long size) {
    long before = admitted;
    int end = head + (int) (before - taken);
    ring[end < ring.length ? end : end - ring.length] = element;
    queuedSize += size;
    heldSize += size;
    admitted = before + 1;
  }

  /** Returns the oldest queued element; there must be one. */
  E oldest() {
    return requireNonNull(ring[head]);
  }

  /** Removes the oldest queued element, which the consumer takes. */
  void take(long size) {
    long before = taken;
    ring[head] = null;
    head = head + 1 < ring.length ? head + 1 : 0;
    queuedSize -= size;
    takenThrough = before + 1 + discarded;
    taken = before + 1;
  }

  /** Removes the oldest queued element and releases its room. */
  void discard(long size) {
    long before = admitted;
    ring[head] = null;
    head = head + 1 < ring.length ? head + 1 : 0;
    queuedSize -= size;
    heldSize -= size;
    discarded++;
    admitted = before - 1;
  }

  /** Releases the room of taken elements. Called without the lock, by any consumer. */
  void settle(int count, long size) {
    settledSize.addAndGet(size);
    settled.addAndGet(count);
  }

  /** Returns the number of queued elements. Readable without the lock. */
  int queued() {
    long takenBefore = taken;
    return (int) (admitted - takenBefore);
  }

  /** Returns the number of settled elements. Readable without the lock. */
  long settled() {
    return settled.get();
  }

  /** Returns the number of elements that occupy room. Readable without the lock. */
  long held() {
    long settledBefore = settled.get();
    return admitted - settledBefore;
  }

  /** Returns the total size of the elements that occupy room. */
  long heldSize() {
    return heldSize - settledSize.get();
  }

  /** Returns the number of the next element to accept; elements are numbered from 0. */
  long nextNumber() {
    return admitted + discarded;
  }

  /**
   * Returns a number: no element with a lower one is queued or unsettled. For one consumer that
   * settles elements in the order of their acceptance.
   */
  long firstUnsettled() {
    long unsettled = taken - settled.get();
    return unsettled == 0 ? taken + discarded : takenThrough - unsettled;
  }
}
