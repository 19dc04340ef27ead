package io.tidings.event.rx;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A wait point with lost-wakeup tolerance: waiters recheck their condition at least once a
 * millisecond, so a signal sent too early costs at most that. Thread-safe.
 */
final class Signal {

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition signalled = lock.newCondition();
  private final AtomicInteger waiters = new AtomicInteger();

  /** The number of signals; guarded by the lock. */
  private long signals;

  /** Wakes all waiting threads. */
  void signalAll() {
    if (waiters.get() > 0) {
      lock.lock();
      try {
        signals++;
        signalled.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * Waits for a signal, at most a millisecond. Returns false, without waiting, if no time is left,
   * and false if the thread is interrupted; the interrupt flag stays set.
   */
  boolean await(long nanos) {
    if (nanos <= 0) {
      return false;
    }
    lock.lock();
    waiters.incrementAndGet();
    try {
      long before = signals;
      long left = Math.min(nanos, POLL_NANOS);
      while (left > 0 && signals == before) {
        left = signalled.awaitNanos(left);
      }
      return true;
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiters.decrementAndGet();
      lock.unlock();
    }
  }
}
