package io.tidings.event.async;

import io.tidings.event.DomainEvent;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Bounded queue from emitters to the worker of an {@link AsyncTap}, with the worker's progress.
 * Events are numbered in the order of acceptance. Thread-safe: all fields but the atomic ones are
 * guarded by {@link #lock}; see {@code docs/concurrency.md}.
 */
final class EventQueue {

  private static final int MAX_BATCH = 512;

  private final ReentrantLock lock = new ReentrantLock();

  /** Signalled when the worker has work. */
  private final Condition work = lock.newCondition();

  /** Signalled when the worker has made progress or a wait has timed out. */
  private final Condition progress = lock.newCondition();

  private final @Nullable DomainEvent[] ring;
  private final OverflowPolicy policy;
  private final long blockNanos;

  /** All events with lower numbers are settled: processed by the delegate, or dropped. */
  private final AtomicLong cleared = new AtomicLong();

  private final AtomicInteger waiting = new AtomicInteger();

  private int takeAt;
  private int putAt;
  private int queued;
  private long accepted;
  private long batchEnd;
  private long dropped;

  /** The number of dropped events not yet logged. */
  private final AtomicLong unreported = new AtomicLong();

  /** The number of events to settle before the dropped ones are logged. */
  private int eventsUntilReport;

  private boolean droppedAfterEnd;
  private boolean idle;
  private boolean closing;
  private boolean ended;

  /**
   * The value of {@link #cleared} when a wait timed out; no emitter waits while it is unchanged.
   */
  private long stuckAt = -1;

  EventQueue(int capacity, OverflowPolicy policy, long blockNanos) {
    this.ring = new DomainEvent[capacity];
    this.policy = policy;
    this.blockNanos = blockNanos;
  }

  /** Returns an array for {@link #take}; of size one if the oldest events may be dropped. */
  @Nullable DomainEvent[] newBatch() {
    int size = policy == OverflowPolicy.DROP_OLDEST ? 1 : Math.min(MAX_BATCH, ring.length);
    return new DomainEvent[size];
  }

  /** Accepts or drops an event; returns whether it is the first dropped after the end. */
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

  /** Returns the number of accepted and unsettled events. */
  private long pending() {
    return queued + batchEnd - cleared.get();
  }

  /** Counts a dropped event; returns whether it is the first one after the end. */
  private boolean drop() {
    dropped++;
    if (ended) {
      boolean first = !droppedAfterEnd;
      droppedAfterEnd = true;
      return first;
    }
    if (unreported.getAndIncrement() == 0) {
      eventsUntilReport = Math.max(ring.length, MAX_BATCH);
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
   * Waits for work and takes events: none if there are only dropped events to log, -1 after the
   * last event. Called by the worker only.
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

  /** Marks all events outside the queue as settled. */
  private void clear() {
    batchEnd = accepted - queued;
    cleared.set(batchEnd);
    progress.signalAll();
  }

  /** Marks one more event as settled. Called by the worker only. */
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
   * Returns the number of dropped events to log now: those of an overflow, once the queue is empty
   * or the worker has settled as many events as the queue holds. Called by the worker only.
   *
   * @param settled the number of events settled since the last call
   */
  long droppedToReport(int settled) {
    if (unreported.get() == 0) {
      return 0;
    }
    lock.lock();
    try {
      eventsUntilReport -= settled;
      return eventsUntilReport <= 0 || pending() == 0 ? unreported.getAndSet(0) : 0;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until all events accepted so far are settled; returns whether they are. */
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

  /** Requests the end of the worker once the queue is empty. */
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
