package io.tidings.event.testkit;

import io.tidings.event.DomainEvent;
import io.tidings.event.spi.EventTap;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** The events kept, the newest of them up to a capacity. Thread-safe: all is under the lock. */
final class RecordedEvents implements EventTap {

  private final int capacity;
  private final Lock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<DomainEvent> kept = new ArrayDeque<>();
  private long letGo;
  private boolean ended;

  RecordedEvents(int capacity) {
    this.capacity = requirePositive(capacity);
  }

  static int requirePositive(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("capacity must be positive, but is " + capacity);
    }
    return capacity;
  }

  @Override
  public void onEvent(DomainEvent event) {
    change(
        () -> {
          if (kept.size() == capacity) {
            kept.removeFirst();
            letGo++;
          }
          kept.addLast(event);
        });
  }

  @Override
  public boolean close(Duration timeout) {
    end();
    return true;
  }

  /** Says that nothing more is to be waited for. */
  void end() {
    change(() -> ended = true);
  }

  /** Changes something, or nothing, and wakes up whoever waits. */
  void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Returns how many events have been recorded up to now. */
  long position() {
    lock.lock();
    try {
      return letGo + kept.size();
    } finally {
      lock.unlock();
    }
  }

  /** Returns what was recorded from a position on. */
  Snapshot since(long position) {
    lock.lock();
    try {
      long skipped = Math.max(0, position - letGo);
      List<DomainEvent> events = new ArrayList<>(kept);
      return new Snapshot(
          events.subList((int) Math.min(skipped, events.size()), events.size()),
          Math.max(0, letGo - position),
          letGo + events.size(),
          ended);
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is more than {@code known}, nothing more will come, or time is up. */
  void awaitMoreThan(long known, Deadline deadline) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = deadline.nanosLeft();
      while (letGo + kept.size() == known && !ended && left > 0) {
        left = changed.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
