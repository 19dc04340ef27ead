package io.tidings.event.rx;

import java.util.concurrent.TimeUnit;

/**
 * Where threads sleep until something may have changed. They look every millisecond even if nobody
 * rings, so a ring that comes a moment too early costs no more than that. Thread-safe.
 */
final class Bell {

  private static final long GLANCE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private volatile int sleepers;

  /** Wakes whoever sleeps. */
  void ring() {
    if (sleepers > 0) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /**
   * Sleeps a moment; tells whether there is any point in going on, as there is time left and the
   * thread was not interrupted. The interrupt flag stays set.
   */
  boolean sleep(long nanos) {
    if (nanos <= 0) {
      return false;
    }
    synchronized (this) {
      sleepers = sleepers + 1;
      try {
        TimeUnit.NANOSECONDS.timedWait(this, Math.min(nanos, GLANCE_NANOS));
        return true;
      } catch (InterruptedException interrupt) {
        Thread.currentThread().interrupt();
        return false;
      } finally {
        sleepers = sleepers - 1;
      }
    }
  }
}
