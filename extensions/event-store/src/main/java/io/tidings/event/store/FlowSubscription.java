package io.tidings.event.store;

import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A reactive subscription to a trail, which delivers requested events on the follower's thread.
 * Thread-safe; the subscriber is never called under the lock.
 */
final class FlowSubscription implements Flow.Subscription, EventReceiver {

  private static final Logger LOG = LoggerFactory.getLogger(EventStore.class);

  private final Flow.Subscriber<? super StoredEvent> subscriber;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private long requested;
  private boolean stopped;
  private boolean cancelled;
  private @Nullable IllegalArgumentException invalidRequest;

  FlowSubscription(Flow.Subscriber<? super StoredEvent> subscriber) {
    this.subscriber = subscriber;
  }

  /** Calls onSubscribe; cancels if it throws. */
  void begin() {
    try {
      subscriber.onSubscribe(this);
    } catch (RuntimeException | Error thrown) {
      LOG.warn("Subscriber to the trail threw from onSubscribe; it receives no events", thrown);
      cancel();
    }
  }

  @Override
  public void request(long n) {
    change(
        () -> {
          if (n <= 0) {
            invalidRequest =
                new IllegalArgumentException("n must be at least 1 (§3.9), but is " + n);
          } else {
            requested = requested + n < 0 ? Long.MAX_VALUE : requested + n;
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

  /** Waits until an event is requested. */
  @Override
  public boolean receive(StoredEvent event) throws InterruptedException {
    if (!awaitDemand()) {
      return false;
    }
    try {
      subscriber.onNext(event);
      return true;
    } catch (RuntimeException | Error thrown) {
      LOG.warn("Subscriber to the trail threw from onNext; it receives no further events", thrown);
      cancel();
      throw thrown;
    }
  }

  private boolean awaitDemand() throws InterruptedException {
    lock.lock();
    try {
      while (requested == 0 && invalidRequest == null && !stopped && !cancelled) {
        changed.await();
      }
      if (invalidRequest != null) {
        throw invalidRequest;
      }
      if (stopped || cancelled) {
        return false;
      }
      if (requested != Long.MAX_VALUE) {
        requested--;
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Returns whether the subscription was cancelled.
   *
   * @throws IllegalArgumentException if the subscriber has requested less than one event
   */
  @Override
  public boolean isOver() {
    lock.lock();
    try {
      if (invalidRequest != null && !cancelled) {
        throw invalidRequest;
      }
      return cancelled;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean end(@Nullable Throwable failure) {
    if (wasCancelled()) {
      return true;
    }
    try {
      if (failure == null) {
        subscriber.onComplete();
      } else {
        subscriber.onError(failure);
      }
    } catch (RuntimeException | Error thrown) {
      LOG.warn(
          "Subscriber to the trail threw from onComplete or onError; ignoring the exception",
          thrown);
    }
    return false;
  }

  /** Cancels; returns whether it was cancelled before. */
  private boolean wasCancelled() {
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
