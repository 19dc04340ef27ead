package io.tidings.event.internal;

import io.tidings.event.internal.WaitingLine.Waiter;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a {@link FairQueue} and the threads that wait for room, with the rules of
 * admission. Guarded by the queue's lock; the counts of {@link #contents} and the size of {@link
 * #line} are readable without it.
 */
final class Room<E> {

  private static final int FIRST_LENGTH = 16;

  final Contents<E> contents;
  final WaitingLine<E> line = new WaitingLine<>();
  private final QueueOwner<E> owner;
  private final QueuePolicy policy;

  /** The number of settled elements when the consumer was found to be stuck. */
  private long stuckAt = -1;

  private boolean closed;

  Room(QueueBounds bounds, QueueOwner<E> owner) {
    this.owner = owner;
    this.policy = bounds.policy();
    this.contents =
        new Contents<>(bounds, owner.newArray(Math.min(bounds.capacity(), FIRST_LENGTH)));
  }

  boolean isClosed() {
    return closed;
  }

  /** Adds an element if there is room or the policy makes room; returns whether it is added. */
  boolean tryAdd(E element, long size, boolean mayWait) {
    boolean added = hasRoom(size, mayWait) || makeRoom(size);
    if (added) {
      contents.reserve(line.size() + 1);
      contents.add(element, size);
    }
    return added;
  }

  /**
   * Returns whether there is room for a new element. One that may wait does not overtake others.
   */
  private boolean hasRoom(long size, boolean mayWait) {
    boolean first = line.size() == 0;
    return ((first || !mayWait) && contents.fits(size))
        || (first && policy == QueuePolicy.BLOCK && owner.mayExceed());
  }

  private boolean makeRoom(long size) {
    boolean replaces = policy == QueuePolicy.DROP_OLDEST || policy == QueuePolicy.KEEP_LATEST;
    if (!replaces || !contents.fitsWithoutQueued(size)) {
      return false;
    }
    while (contents.queued() > 0 && (policy == QueuePolicy.KEEP_LATEST || !contents.fits(size))) {
      owner.dropped(discardOldest());
    }
    return true;
  }

  private E discardOldest() {
    E oldest = contents.oldest();
    contents.discard(owner.size(oldest));
    return oldest;
  }

  /** Returns whether a thread waits for room: not for a consumer that is stuck. */
  boolean canWait() {
    return policy == QueuePolicy.BLOCK && contents.settled() != stuckAt;
  }

  /** Adds a thread to the line. The places of all waiting elements are reserved. */
  void join(Waiter<E> waiter) {
    contents.reserve(line.size() + 1);
    line.add(waiter);
    admit();
  }

  /** Drops the element of a waiter, and those of all others if its wait shows a stuck consumer. */
  void endWait(Waiter<E> waiter, boolean timedOut) {
    refuse(waiter);
    if (timedOut && contents.settled() == waiter.settledBefore) {
      stuckAt = waiter.settledBefore;
      for (Waiter<E> next = line.first(); next != null; next = line.first()) {
        refuse(next);
      }
    }
    admit();
  }

  private void refuse(Waiter<E> waiter) {
    line.decide(waiter, FairQueue.Outcome.FULL);
    refuse(waiter.element);
  }

  /** Reports an element as dropped, unless the policy is {@link QueuePolicy#FAIL}. */
  void refuse(E element) {
    if (policy != QueuePolicy.FAIL) {
      owner.dropped(element);
    }
  }

  /** Adds the elements of waiting threads for which there is room, in the order of the line. */
  void admit() {
    Waiter<E> first = line.first();
    while (first != null && contents.fits(first.size)) {
      admit(first);
      first = line.first();
    }
    if (first != null && owner.mayExceed()) {
      admit(first);
    }
  }

  private void admit(Waiter<E> waiter) {
    contents.add(waiter.element, waiter.size);
    line.decide(waiter, FairQueue.Outcome.ACCEPTED);
  }

  /** Moves the oldest elements into an array, from an index on and up to another. */
  int move(@Nullable E[] into, int from, int to) {
    int count = Math.max(0, Math.min(contents.queued(), to - from));
    for (int i = from; i < from + count; i++) {
      E oldest = contents.oldest();
      long size = owner.size(oldest);
      into[i] = oldest;
      contents.take(size);
    }
    return count;
  }

  /** Removes all queued elements; returns their number. */
  int discardAll() {
    int count = contents.queued();
    while (contents.queued() > 0) {
      discardOldest();
    }
    admit();
    return count;
  }

  /** Refuses further elements and those of waiting threads. */
  void close() {
    closed = true;
    for (Waiter<E> next = line.first(); next != null; next = line.first()) {
      line.decide(next, FairQueue.Outcome.CLOSED);
    }
  }
}
