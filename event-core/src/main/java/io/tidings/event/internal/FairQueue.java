package io.tidings.event.internal;

import io.tidings.event.internal.WaitingLine.Waiter;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * FIFO queue bounded by the number and the total size of its elements. An element occupies room
 * from its acceptance until the consumer has settled it. An element larger than the bound of sizes
 * is accepted if no other occupies room.
 *
 * <p>Under {@link QueuePolicy#BLOCK} room is handed over to waiting threads in the order of their
 * arrival: the thread that frees room adds their elements and wakes their threads. A thread that
 * arrives while others wait queues behind them. An element is dropped only after a wait of the
 * whole time limit, or while the consumer is stuck: from a whole wait during which it has settled
 * nothing until it settles an element. An interrupted thread does not wait.
 *
 * <p>Thread-safe, for platform and virtual threads: no thread waits in a monitor. See {@code
 * docs/concurrency.md}.
 */
public class FairQueue<E> {

  /** Outcome of an offer. */
  public enum Outcome {
    ACCEPTED,
    FULL,
    CLOSED
  }

  private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 2);
  private static final long POLL_NANOS = Duration.ofMillis(250).toNanos();

  final ReentrantLock lock = new ReentrantLock();

  /** Signalled when the consumer has work. */
  private final Condition work = lock.newCondition();

  /** Signalled when {@link #flushTarget} is reached. */
  private final Condition progress = lock.newCondition();

  private final QueueOwner<E> owner;
  private final long timeoutNanos;
  final Room<E> room;

  /** A thread in {@link #awaitSettled} waits until all elements with lower numbers are settled. */
  private volatile long flushTarget = Long.MAX_VALUE;

  /** True if the consumer waits for work. */
  private boolean idle;

  private boolean finishing;

  /** Creates an empty queue for one consumer. */
  public FairQueue(QueueBounds bounds, QueueOwner<E> owner) {
    this(bounds, owner, Room.inOrder(bounds, owner));
  }

  FairQueue(QueueBounds bounds, QueueOwner<E> owner, Holding<E> contents) {
    this.owner = owner;
    Duration timeout = bounds.timeout();
    this.timeoutNanos = (timeout.compareTo(LONGEST) > 0 ? LONGEST : timeout).toNanos();
    this.room = new Room<>(bounds, owner, contents);
  }

  /** Returns an empty queue for several consumers. */
  public static <E extends Keyed<E>> KeyedQueue<E> keyed(QueueBounds bounds, QueueOwner<E> owner) {
    return new KeyedQueue<>(bounds, owner, new KeyedContents<>(bounds, owner));
  }

  /**
   * Accepts or drops an element.
   *
   * @param mayWait whether the calling thread may wait; if not, it does not queue behind others
   */
  public Outcome offer(E element, boolean mayWait) {
    long size = owner.size(element);
    if (tryOffer(element, size)) {
      return Outcome.ACCEPTED;
    }
    Waiter<E> waiter;
    lock.lock();
    try {
      if (room.isClosed()) {
        return Outcome.CLOSED;
      }
      if (room.tryAdd(element, size, mayWait)) {
        return Outcome.ACCEPTED;
      }
      if (!mayWait || !canWait()) {
        room.refuse(element);
        return Outcome.FULL;
      }
      waiter = new Waiter<>(element, size, room.contents.settled(), owner.nanoTime());
      room.join(waiter);
    } finally {
      unlock();
    }
    return await(waiter);
  }

  /** Accepts an element if that needs no lock. */
  boolean tryOffer(E element, long size) {
    return false;
  }

  /**
   * Accepts an element without a wait; one that is refused is not reported as dropped.
   *
   * @param always whether to accept it also beyond the bounds
   * @return whether it is accepted; false if this queue is closed
   */
  public boolean offerNow(E element, boolean always) {
    long size = owner.size(element);
    lock.lock();
    try {
      if (room.isClosed()) {
        return false;
      }
      if (!always) {
        return room.tryAddBehindLine(element, size);
      }
      room.add(element, size);
      return true;
    } finally {
      unlock();
    }
  }

  private boolean canWait() {
    return timeoutNanos > 0 && room.canWait() && !Thread.currentThread().isInterrupted();
  }

  private Outcome await(Waiter<E> waiter) {
    Outcome outcome = waiter.outcome();
    while (outcome == null) {
      long left = timeoutNanos - (owner.nanoTime() - waiter.arrival);
      if (left <= 0 || Thread.currentThread().isInterrupted()) {
        return endWait(waiter, left <= 0);
      }
      LockSupport.parkNanos(this, Math.min(left, POLL_NANOS));
      if (waiter.outcome() == null && owner.mayExceed()) {
        handOver();
      }
      outcome = waiter.outcome();
    }
    return outcome;
  }

  /** Ends a wait; its element may have been accepted meanwhile. */
  private Outcome endWait(Waiter<E> waiter, boolean timedOut) {
    lock.lock();
    try {
      room.admit();
      Outcome outcome = waiter.outcome();
      if (outcome == null) {
        room.endWait(waiter, timedOut);
        outcome = Outcome.FULL;
      }
      return outcome;
    } finally {
      unlock();
    }
  }

  /** Releases the lock after a change, and wakes the threads that the change concerns. */
  final void unlock() {
    Waiter<E> decided = null;
    try {
      signal();
      decided = room.line.takeDecided();
    } finally {
      lock.unlock();
    }
    WaitingLine.wake(decided);
  }

  private void signal() {
    if (idle && hasWork()) {
      idle = false;
      work.signal();
    }
    if (flushTarget != Long.MAX_VALUE && room.contents.firstUnsettled() >= flushTarget) {
      flushTarget = Long.MAX_VALUE;
      progress.signalAll();
    }
  }

  private boolean hasWork() {
    return finishing || room.contents.queued() > 0 || owner.hasReport();
  }

  /**
   * Releases the room of elements that the consumer has taken.
   *
   * @param size the sum of their sizes
   */
  public void settle(int count, long size) {
    room.contents.settle(count, size);
    if (room.line.size() > 0 || flushTarget != Long.MAX_VALUE) {
      handOver();
    }
  }

  /**
   * Hands room over to waiting threads; beyond the bounds to one thread if the owner permits it.
   * {@link #settle} does the same.
   */
  public void handOver() {
    lock.lock();
    try {
      room.admit();
    } finally {
      unlock();
    }
  }

  /**
   * Waits for elements and moves them into an array.
   *
   * @return the number of elements; 0 if there is none but the owner has a report; -1, and this
   *     queue is closed, if there is none after {@link #finish}
   */
  public int take(@Nullable E[] into) {
    lock.lock();
    try {
      while (!hasWork()) {
        idle = true;
        work.awaitUninterruptibly();
      }
      idle = false;
      int count = room.move(into, 0, into.length);
      if (finishing && count == 0) {
        room.close();
        return -1;
      }
      return count;
    } finally {
      unlock();
    }
  }

  /** Returns the number of elements that no consumer has taken. */
  public int queued() {
    return room.contents.queued();
  }

  /** Moves queued elements into an array, from an index on and up to another; does not wait. */
  public int poll(@Nullable E[] into, int from, int to) {
    lock.lock();
    try {
      return room.move(into, from, to);
    } finally {
      unlock();
    }
  }

  /**
   * Waits until all elements accepted so far are settled or dropped; returns whether they are. For
   * one consumer that settles elements in the order of their acceptance.
   */
  public boolean awaitSettled(long nanos) throws InterruptedException {
    lock.lock();
    try {
      long target = room.contents.nextNumber();
      long left = nanos;
      flushTarget = Math.min(flushTarget, target);
      while (room.contents.firstUnsettled() < target && left > 0) {
        left = progress.awaitNanos(left);
        flushTarget = Math.min(flushTarget, target);
      }
      return room.contents.firstUnsettled() >= target;
    } finally {
      unlock();
    }
  }

  /**
   * Requests that {@link #take} closes this queue once it is empty; elements are accepted until
   * then.
   */
  public void finish() {
    lock.lock();
    try {
      finishing = true;
    } finally {
      unlock();
    }
  }

  /** Refuses all further elements and those of waiting threads; queued elements remain. */
  public void close() {
    lock.lock();
    try {
      room.close();
    } finally {
      unlock();
    }
  }

  /** Removes all queued elements, which are not reported as dropped; returns their number. */
  public int discard() {
    return discard(element -> {});
  }

  /**
   * Removes all queued elements, oldest first, which are not reported as dropped; returns their
   * number.
   *
   * @param each receives each element, under the lock; must not throw or call this queue
   */
  public int discard(Consumer<? super E> each) {
    lock.lock();
    try {
      return room.discardAll(each);
    } finally {
      unlock();
    }
  }

  /** Returns whether no element is queued. */
  public boolean isEmpty() {
    return room.contents.queued() == 0;
  }

  /** Returns the number of elements that occupy room: queued, or taken and not settled. */
  public long held() {
    return room.contents.held();
  }

  /** Returns the total size of the elements that occupy room. */
  public long heldSize() {
    lock.lock();
    try {
      return room.contents.heldSize();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the number of threads that wait for room. */
  public int waiting() {
    return room.line.size();
  }
}
