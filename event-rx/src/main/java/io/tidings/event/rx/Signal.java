package io.tidings.event.rx;

import java.util.concurrent.TimeUnit;

/**
 * A wait point with lost-wakeup tolerance: waiters recheck their condition at least once a
 * millisecond, so a signal sent too early costs at most that. Thread-safe.
 */
final class Signal {

  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private volatile int waiters;

  /** Wakes all waiting threads. */
  void signalAll() {
    if (waiters > 0) {
      synchronized (this) {
        notifyAll();
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
    synchronized (this) {
      waiters = waiters + 1;
      try {
        TimeUnit.NANOSECONDS.timedWait(this, Math.min(nanos, POLL_NANOS));
        return true;
      } catch (InterruptedException interrupt) {
        Thread.currentThread().interrupt();
        return false;
      } finally {
        waiters = waiters - 1;
      }
    }
  }
}
