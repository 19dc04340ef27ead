package io.tidings.event.testkit;

import io.tidings.event.DomainEvent;
import io.tidings.event.internal.Deadline;
import io.tidings.event.spi.EventTap;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Ring of the newest events up to a capacity. Thread-safe: all state is guarded by the lock. */
final class RecordedEvents implements EventTap {

  private final int capacity;
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<DomainEvent> retained = new ArrayDeque<>();
  private long dropped;
  private boolean closed;

  RecordedEvents(int capacity) {
    this.capacity = requirePositive(capacity);
  }

  static int requirePositive(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be positive, but was " + capacity);
    }
    return capacity;
  }

  @Override
  public void onEvent(DomainEvent event) {
    change(
        () -> {
          if (retained.size() == capacity) {
            retained.removeFirst();
            dropped++;
          }
          retained.addLast(event);
        });
  }

  @Override
  public boolean close(Duration timeout) {
    end();
    return true;
  }

  /** Ends the recording and all waits. */
  void end() {
    change(() -> closed = true);
  }

  /** Runs a change under the lock and wakes all waiting threads. */
  void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the number of events recorded so far. */
  long position() {
    lock.lock();
    try {
      return dropped + retained.size();
    } finally {
      lock.unlock();
    }
  }

  /** Returns the events recorded after a position. */
  Snapshot since(long position) {
    lock.lock();
    try {
      long skipped = Math.max(0, position - dropped);
      List<DomainEvent> events = new ArrayList<>(retained);
      return new Snapshot(
          events.subList((int) Math.min(skipped, events.size()), events.size()),
          Math.max(0, dropped - position),
          dropped + events.size(),
          closed);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until more than {@code known} events are recorded, the recording ends, or a timeout. */
  void awaitMoreThan(long known, Deadline deadline) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = deadline.remainingNanos();
      while (dropped + retained.size() == known && !closed && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
