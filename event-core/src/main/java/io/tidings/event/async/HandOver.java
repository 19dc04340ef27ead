package io.tidings.event.async;

import io.tidings.event.DomainEvent;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What emitters hand to the writer of an {@link AsyncTap}: a bounded ring, and how far the writer
 * is. Events are numbered in the order they are accepted. Thread-safe: all fields but the atomic
 * ones are touched under {@link #lock}; see {@code docs/concurrency.md}.
 */
final class HandOver {

  private static final int GREATEST_BATCH = 512;

  private final ReentrantLock lock = new ReentrantLock();

  /** There is something to do for the writer. */
  private final Condition work = lock.newCondition();

  /** The writer has made progress, or a wait was in vain. */
  private final Condition progress = lock.newCondition();

  private final @Nullable DomainEvent[] ring;
  private final OverflowPolicy policy;
  private final long blockNanos;

  /** Below this number every event is settled: the delegate is done with it, or it was dropped. */
  private final AtomicLong cleared = new AtomicLong();

  private final AtomicInteger waiting = new AtomicInteger();

  private int takeAt;
  private int putAt;
  private int queued;
  private long accepted;
  private long batchEnd;
  private long dropped;

  /** The losses of a burst, and how many more events they may wait to be told of. */
  private final AtomicLong unreported = new AtomicLong();

  private int patience;
  private boolean tooLate;
  private boolean idle;
  private boolean closing;
  private boolean ended;

  /** How far the writer was when a wait was in vain; while it is still there, nobody waits. */
  private long stuckAt = -1;

  HandOver(int capacity, OverflowPolicy policy, long blockNanos) {
    this.ring = new DomainEvent[capacity];
    this.policy = policy;
    this.blockNanos = blockNanos;
  }

  /** Returns an array for {@link #take}; a writer that takes one at a time leaves the oldest. */
  @Nullable DomainEvent[] newBatch() {
    int size = policy == OverflowPolicy.DROP_OLDEST ? 1 : Math.min(GREATEST_BATCH, ring.length);
    return new DomainEvent[size];
  }

  /** Takes an event, or drops one; tells whether it was the first to come too late. */
  boolean offer(DomainEvent event, boolean mayWait) {
    lock.lock();
    try {
      boolean room = !ended && (pending() < ring.length || makeRoom(mayWait));
      if (room && !ended) {
        put(event);
        return false;
      }
      return drop();
    } finally {
      lock.unlock();
    }
  }

  private void put(DomainEvent event) {
    ring[putAt] = event;
    putAt = next(putAt);
    queued++;
    accepted++;
    if (idle) {
      idle = false;
      work.signal();
    }
  }

  private @Nullable DomainEvent poll() {
    DomainEvent event = ring[takeAt];
    ring[takeAt] = null;
    takeAt = next(takeAt);
    queued--;
    return event;
  }

  private int next(int at) {
    return at + 1 == ring.length ? 0 : at + 1;
  }

  /** Returns how many events are accepted and not settled, the one being delivered too. */
  private long pending() {
    return queued + batchEnd - cleared.get();
  }

  /** Tells whether this is the first drop after the end; such drops are no part of a burst. */
  private boolean drop() {
    dropped++;
    if (ended) {
      boolean first = !tooLate;
      tooLate = true;
      return first;
    }
    if (unreported.getAndIncrement() == 0) {
      patience = Math.max(ring.length, GREATEST_BATCH);
    }
    return false;
  }

  private boolean makeRoom(boolean mayWait) {
    if (policy == OverflowPolicy.DROP_OLDEST && queued > 0) {
      poll();
      drop();
      return true;
    }
    return policy == OverflowPolicy.BLOCK && mayWait && awaitRoom();
  }

  private boolean awaitRoom() {
    long left = blockNanos;
    waiting.incrementAndGet();
    try {
      while (pending() >= ring.length && !ended && cleared.get() != stuckAt) {
        if (left <= 0) {
          stuckAt = cleared.get();
          progress.signalAll();
        } else {
          left = progress.awaitNanos(left);
        }
      }
      return pending() < ring.length;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiting.decrementAndGet();
    }
  }

  /**
   * Waits for something to do and takes some events, none if there are only losses to report; -1 if
   * there will be nothing any more. For the writer alone.
   */
  int take(@Nullable DomainEvent[] batch) {
    lock.lock();
    try {
      clear();
      while (queued == 0 && !closing && unreported.get() == 0) {
        idle = true;
        work.awaitUninterruptibly();
      }
      clear();
      int count = Math.min(queued, batch.length);
      for (int i = 0; i < count; i++) {
        batch[i] = poll();
      }
      batchEnd += count;
      ended = closing && count == 0;
      return ended ? -1 : count;
    } finally {
      lock.unlock();
    }
  }

  /** Whatever is not in the queue is settled: the writer has nothing in hand. */
  private void clear() {
    batchEnd = accepted - queued;
    cleared.set(batchEnd);
    progress.signalAll();
  }

  /** Says that the writer is done with one more event. For the writer alone. */
  void settled() {
    cleared.set(cleared.get() + 1);
    if (waiting.get() > 0) {
      lock.lock();
      try {
        progress.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * Returns how many losses are to be reported now: those of a burst, when nothing is pending any
   * more or the writer has been through as many events as the ring holds. For the writer alone.
   *
   * @param settled how many events it is done with since it asked last
   */
  long lossesToReport(int settled) {
    if (unreported.get() == 0) {
      return 0;
    }
    lock.lock();
    try {
      patience -= settled;
      return patience <= 0 || pending() == 0 ? unreported.getAndSet(0) : 0;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all that was accepted so far is settled; tells whether it is. */
  boolean awaitSettled(long nanos) throws InterruptedException {
    lock.lock();
    waiting.incrementAndGet();
    try {
      long target = accepted;
      long left = nanos;
      while (cleared.get() < target && left > 0) {
        left = progress.awaitNanos(left);
      }
      return cleared.get() >= target;
    } finally {
      waiting.decrementAndGet();
      lock.unlock();
    }
  }

  /** Lets the writer end when it has nothing left to do. */
  void close() {
    lock.lock();
    try {
      closing = true;
      work.signal();
    } finally {
      lock.unlock();
    }
  }

  long waitingEvents() {
    lock.lock();
    try {
      return pending();
    } finally {
      lock.unlock();
    }
  }

  long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }
}
