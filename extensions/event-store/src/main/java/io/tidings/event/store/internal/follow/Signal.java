package io.tidings.event.store.internal.follow;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A counted signal that wakes all waiting followers. Thread-safe. */
public final class Signal {

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition sent = lock.newCondition();
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private long count;

  public void send() {
    lock.lock();
    try {
      count++;
      sent.signalAll();
    } finally {
      lock.unlock();
    }
    listeners.forEach(Runnable::run);
  }

  /** Has a callback, which must return at once, run after each signal; returns its removal. */
  public Runnable onSend(Runnable callback) {
    listeners.add(callback);
    return () -> listeners.remove(callback);
  }

  /** Returns the number of signals so far; to be read before the trail is polled. */
  public long count() {
    lock.lock();
    try {
      return count;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the number of signals differs from {@code seen}, or the time is over. */
  public void await(long seen, long millis) throws InterruptedException {
    long left = TimeUnit.MILLISECONDS.toNanos(millis);
    lock.lock();
    try {
      while (count == seen && left > 0) {
        left = sent.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }
}
