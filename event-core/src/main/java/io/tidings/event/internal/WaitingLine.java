package io.tidings.event.internal;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Threads that wait for room in a {@link FairQueue}, in the order of their arrival. Guarded by the
 * lock of its queue, except where noted.
 */
final class WaitingLine<E> {

  /** A waiting thread and its element. Its neighbours in the line are guarded by the lock. */
  static final class Waiter<E> {
    final E element;
    final long size;

    /** The number of elements that the consumer had settled at the arrival. */
    final long settledBefore;

    final long arrival;
    private final Thread thread = Thread.currentThread();
    private @Nullable Waiter<E> previous;
    private @Nullable Waiter<E> next;
    private volatile FairQueue.@Nullable Outcome outcome;

    Waiter(E element, long size, long settledBefore, long arrival) {
      this.element = element;
      this.size = size;
      this.settledBefore = settledBefore;
      this.arrival = arrival;
    }

    /** Returns the outcome, null while this thread waits. Callable without the lock. */
    FairQueue.@Nullable Outcome outcome() {
      return outcome;
    }
  }

  private @Nullable Waiter<E> first;
  private @Nullable Waiter<E> last;
  private @Nullable Waiter<E> firstDecided;
  private @Nullable Waiter<E> lastDecided;

  /** Readable without the lock. */
  private volatile int size;

  @Nullable Waiter<E> first() {
    return first;
  }

  int size() {
    return size;
  }

  void add(Waiter<E> waiter) {
    waiter.previous = last;
    if (last == null) {
      first = waiter;
    } else {
      last.next = waiter;
    }
    last = waiter;
    int before = size;
    size = before + 1;
  }

  /** Removes a waiter with its outcome. Its thread is woken by the next {@link #wake}. */
  void decide(Waiter<E> waiter, FairQueue.Outcome outcome) {
    unlink(waiter);
    if (lastDecided == null) {
      firstDecided = waiter;
    } else {
      lastDecided.next = waiter;
    }
    lastDecided = waiter;
    waiter.outcome = outcome;
  }

  private void unlink(Waiter<E> waiter) {
    Waiter<E> previous = waiter.previous;
    Waiter<E> next = waiter.next;
    if (previous == null) {
      first = next;
    } else {
      previous.next = next;
    }
    if (next == null) {
      last = previous;
    } else {
      next.previous = previous;
    }
    waiter.previous = null;
    waiter.next = null;
    int before = size;
    size = before - 1;
  }

  /** Removes and returns the decided waiters, for {@link #wake}. */
  @Nullable Waiter<E> takeDecided() {
    Waiter<E> decided = firstDecided;
    firstDecided = null;
    lastDecided = null;
    return decided;
  }

  /** Wakes the threads of decided waiters. Called without the lock. */
  static <E> void wake(@Nullable Waiter<E> decided) {
    for (Waiter<E> waiter = decided; waiter != null; waiter = waiter.next) {
      if (waiter.thread != Thread.currentThread()) {
        LockSupport.unpark(waiter.thread);
      }
    }
  }
}
