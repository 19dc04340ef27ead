package io.tidings.event.internal;

import io.tidings.event.internal.WaitingLine.Waiter;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a {@link FairQueue} and the threads that wait for room, with the rules of
 * admission. Guarded by the queue's lock; the counts of {@link #contents} and the size of {@link
 * #line} are readable without it.
 */
final class Room<E> {

  private static final int FIRST_LENGTH = 16;

  final Holding<E> contents;
  final WaitingLine<E> line = new WaitingLine<>();
  private final QueueOwner<E> owner;
  private final QueuePolicy policy;

  /** The number of settled elements when the consumer was found to be stuck. */
  private long stuckAt = -1;

  /** Readable without the lock. */
  private volatile boolean closed;

  Room(QueueBounds bounds, QueueOwner<E> owner, Holding<E> contents) {
    this.owner = owner;
    this.policy = bounds.policy();
    this.contents = contents;
  }

  /** Returns contents in the order of acceptance. */
  static <E> Holding<E> inOrder(QueueBounds bounds, QueueOwner<E> owner) {
    return new Contents<>(bounds, owner, owner.newArray(Math.min(bounds.capacity(), FIRST_LENGTH)));
  }

  boolean isClosed() {
    return closed;
  }

  /** Adds an element if there is room or the policy makes room; returns whether it is added. */
  boolean tryAdd(E element, long size, boolean mayWait) {
    boolean first = line.size() == 0;
    if ((first || !mayWait) && addIfFits(element, size)) {
      return true;
    }
    if (first && policy == QueuePolicy.BLOCK && owner.mayExceed()) {
      add(element, size);
      return true;
    }
    return makeRoom(element, size);
  }

  /** Adds an element if there is room, and no thread waits for it; returns whether it is added. */
  boolean tryAddBehindLine(E element, long size) {
    return line.size() == 0 && addIfFits(element, size);
  }

  private boolean addIfFits(E element, long size) {
    if (!contents.fits(size)) {
      return false;
    }
    contents.reserve(line.size() + 1);
    return contents.tryAdd(element, size);
  }

  /** Adds an element, also beyond the bounds. */
  void add(E element, long size) {
    contents.reserve(line.size() + 1);
    contents.add(element, size);
  }

  private boolean makeRoom(E element, long size) {
    if (policy == QueuePolicy.KEEP_LATEST_PER_KEY) {
      dropReplaced(element);
      return addIfFits(element, size);
    }
    boolean replaces = policy == QueuePolicy.DROP_OLDEST || policy == QueuePolicy.KEEP_LATEST;
    if (!replaces || !contents.fitsWithoutQueued(size)) {
      return false;
    }
    do {
      E oldest = contents.oldest();
      while (oldest != null && (policy == QueuePolicy.KEEP_LATEST || !contents.fits(size))) {
        owner.dropped(discard(oldest));
        oldest = contents.oldest();
      }
    } while (!addIfFits(element, size));
    return true;
  }

  /** Drops the queued elements that an element replaces. */
  private void dropReplaced(E element) {
    for (E old = contents.superseded(element); old != null; old = contents.superseded(element)) {
      owner.dropped(discard(old));
    }
  }

  private E discard(E element) {
    contents.discard(element, owner.size(element));
    return element;
  }

  /** Returns whether a thread waits for room: not for a consumer that is stuck. */
  boolean canWait() {
    return policy == QueuePolicy.BLOCK && contents.settled() != stuckAt;
  }

  /** Adds a thread to the line. The places of all waiting elements are reserved. */
  void join(Waiter<E> waiter) {
    contents.reserve(line.size() + 1);
    owner.entered(waiter.element);
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
    while (first != null
        && contents.fits(first.size)
        && contents.tryAdd(first.element, first.size)) {
      line.decide(first, FairQueue.Outcome.ACCEPTED);
      first = line.first();
    }
    if (first != null && owner.mayExceed()) {
      contents.add(first.element, first.size);
      line.decide(first, FairQueue.Outcome.ACCEPTED);
    }
  }

  /** Moves the oldest elements into an array, from an index on and up to another. */
  int move(@Nullable E[] into, int from, int to) {
    int count = Math.max(0, Math.min(contents.available(), to - from));
    for (int i = from; i < from + count; i++) {
      into[i] = take();
    }
    return count;
  }

  /** Removes the element to take next; there must be an available one. */
  E take() {
    E next = contents.next();
    contents.take(owner.size(next));
    return next;
  }

  /** Removes all queued elements; returns their number. */
  int discardAll(Consumer<? super E> each) {
    int count = contents.discardAll(each);
    admit();
    return count;
  }

  /** Refuses further elements and those of waiting threads. */
  void close() {
    closed = true;
    contents.close();
    for (Waiter<E> next = line.first(); next != null; next = line.first()) {
      line.decide(next, FairQueue.Outcome.CLOSED);
    }
  }
}
