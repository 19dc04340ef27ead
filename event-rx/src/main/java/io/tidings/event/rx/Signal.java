package io.tidings.event.rx;

import java.util.concurrent.TimeUnit;
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
  private volatile int waiters;

  /** Wakes all waiting threads. */
  void signalAll() {
    if (waiters > 0) {
      lock.lock();
      try {
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
    try {
      waiters = waiters + 1;
      long left = signalled.awaitNanos(Math.min(nanos, POLL_NANOS));
      return left <= nanos;
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
      return false;
    } finally {
      waiters = waiters - 1;
      lock.unlock();
    }
  }
}
