package io.tidings.event.async;

import java.util.concurrent.locks.ReentrantLock;

/**
 * Count of the events that an {@link AsyncTap} has dropped, and of those not yet logged. They are
 * due for the log as one sum per overflow. Thread-safe; calls no other object under its lock.
 */
final class DropReport {

  private final ReentrantLock lock = new ReentrantLock();

  /** The number of settled events after which the events of an overflow are due. */
  private final int interval;

  private long dropped;
  private boolean droppedAfterEnd;
  private int eventsUntilDue;

  /** The number of dropped events not yet logged; written under the lock. */
  private volatile long unreported;

  DropReport(int interval) {
    this.interval = interval;
  }

  void count() {
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
  boolean countAfterEnd() {
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
  long due(int settled, boolean queueIsEmpty) {
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

  boolean isPending() {
    return unreported > 0;
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
