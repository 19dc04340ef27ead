package io.tidings.event.store;

import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A subscriber to a trail: gets as many events as it has asked for, on the follower's thread.
 * Thread-safe; nothing of the subscriber's is called under the lock.
 */
final class Demand implements Flow.Subscription, Receiver {

  private static final Logger LOG = LoggerFactory.getLogger(EventStore.class);

  private final Flow.Subscriber<? super StoredEvent> subscriber;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long asked;
  private boolean stopped;
  private boolean cancelled;
  private @Nullable IllegalArgumentException wrong;

  Demand(Flow.Subscriber<? super StoredEvent> subscriber) {
    this.subscriber = subscriber;
  }

  /** Gives the subscriber its subscription; one that throws then gets nothing. */
  void begin() {
    try {
      subscriber.onSubscribe(this);
    } catch (RuntimeException | Error thrown) {
      LOG.warn("a subscriber to the trail threw from onSubscribe, and gets nothing", thrown);
      cancel();
    }
  }

  @Override
  public void request(long n) {
    change(
        () -> {
          if (n <= 0) {
            wrong = new IllegalArgumentException("n must be at least 1 (§3.9), but is " + n);
          } else {
            asked = asked + n < 0 ? Long.MAX_VALUE : asked + n;
          }
        });
  }

  @Override
  public void cancel() {
    change(() -> cancelled = true);
  }

  @Override
  public void stop() {
    change(() -> stopped = true);
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Waits for as long as nothing is asked for. */
  @Override
  public boolean receive(StoredEvent event) throws InterruptedException {
    if (!awaitDemand()) {
      return false;
    }
    try {
      subscriber.onNext(event);
      return true;
    } catch (RuntimeException | Error thrown) {
      LOG.warn("a subscriber to the trail threw from onNext, and gets nothing more", thrown);
      cancel();
      throw thrown;
    }
  }

  private boolean awaitDemand() throws InterruptedException {
    lock.lock();
    try {
      while (asked == 0 && wrong == null && !stopped && !cancelled) {
        changed.await();
      }
      if (wrong != null) {
        throw wrong;
      }
      if (stopped || cancelled) {
        return false;
      }
      if (asked != Long.MAX_VALUE) {
        asked--;
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Tells whether the subscriber wants nothing more.
   *
   * @throws IllegalArgumentException if it has asked for what cannot be
   */
  @Override
  public boolean isOver() {
    lock.lock();
    try {
      if (wrong != null && !cancelled) {
        throw wrong;
      }
      return cancelled;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void end(@Nullable Throwable failure) {
    if (isCancelled()) {
      return;
    }
    try {
      if (failure == null) {
        subscriber.onComplete();
      } else {
        subscriber.onError(failure);
      }
    } catch (RuntimeException | Error thrown) {
      LOG.warn("a subscriber to the trail threw from its last call", thrown);
    }
  }

  /** From now on it is, whatever it was. */
  private boolean isCancelled() {
    lock.lock();
    try {
      boolean before = cancelled;
      cancelled = true;
      return before;
    } finally {
      lock.unlock();
    }
  }
}
