package io.tidings.event.async.internal;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Count of the events that a queue has dropped, and of those not yet logged. They are due for the
 * log as one sum per overflow. Thread-safe; calls no other object under its lock.
 */
public final class DropReport {

  private final ReentrantLock lock = new ReentrantLock();

  /** The number of settled events after which the events of an overflow are due. */
  private final int interval;

  private long dropped;
  private boolean droppedAfterEnd;
  private int eventsUntilDue;

  /** The number of dropped events not yet logged; written under the lock. */
  private volatile long unreported;

  /** Creates a report of no events. */
  public DropReport(int interval) {
    this.interval = interval;
  }

  /** Counts an event that is dropped for lack of room. */
  public void count() {
    lock.lock();
    try {
      dropped++;
      long before = unreported;
      if (before == 0) {
        eventsUntilDue = interval;
      }
      unreported = before + 1;
    } finally {
      lock.unlock();
    }
  }

  /** Counts an event that is dropped after the end; returns whether it is the first one. */
  public boolean countAfterEnd() {
    lock.lock();
    try {
      dropped++;
      boolean first = !droppedAfterEnd;
      droppedAfterEnd = true;
      return first;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns the number of events to log now: those of an overflow, once the queue is empty or a
   * number of events is settled.
   *
   * @param settled the number of events settled since the last call
   */
  public long due(int settled, boolean queueIsEmpty) {
    if (unreported == 0) {
      return 0;
    }
    lock.lock();
    try {
      eventsUntilDue -= settled;
      boolean due = eventsUntilDue <= 0 || queueIsEmpty;
      long count = due ? unreported : 0;
      if (due) {
        unreported = 0;
      }
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** Returns whether events are to be logged. */
  public boolean isPending() {
    return unreported > 0;
  }

  /** Returns the number of all dropped events. */
  public long dropped() {
    lock.lock();
    try {
      return dropped;
    } finally {
      lock.unlock();
    }
  }
}
