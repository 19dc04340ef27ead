package io.tidings.event;

import io.tidings.event.internal.SafeLog;
import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a host's failure listener what went wrong, and lets nothing of that hurt the emit (FLT-05).
 * Immutable; thread-safe if the listener is.
 */
final class FailureReporter {

  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

  private final FailureListener listener;

  FailureReporter(FailureListener listener) {
    this.listener = listener;
  }

  void selectorFailed(
      ThreadState state, DomainEvent event, HandlerSubscription subscription, Throwable failure) {
    contained(state, failure, () -> listener.selectorFailed(event, subscription, failure));
  }

  void handlerFailed(
      ThreadState state, Delivery delivery, HandlerSubscription subscription, Throwable failure) {
    delivery.addFailure(failure);
    DomainEvent event = delivery.event();
    contained(state, failure, () -> listener.handlerFailed(event, subscription, failure));
  }

  /** Tells what a tap threw during a delivery, or outside of any. */
  void tapFailed(ThreadState state, @Nullable Delivery delivery, EventTap tap, Throwable failure) {
    if (delivery != null) {
      delivery.addFailure(failure);
    }
    DomainEvent event = delivery == null ? null : delivery.event();
    contained(state, failure, () -> listener.tapFailed(event, tap, failure));
  }

  /** Turns an event away; the listener hears it unless it is being told of a refusal already. */
  EmitResult refuse(ThreadState state, Delivery delivery, String limit) {
    if (!state.refusing) {
      state.refusing = true;
      DomainEvent event = delivery.event();
      String reason = limit + "; kinds, the latest first: " + delivery.lineage();
      try {
        warnOnce(state, event, reason);
        listener.refused(event, reason);
      } catch (Throwable failure) {
        state.remember(failure);
      } finally {
        state.refusing = false;
      }
    }
    return EmitResult.refused();
  }

  private static void warnOnce(ThreadState state, DomainEvent event, String reason) {
    if (!state.warned) {
      state.warned = true;
      SafeLog.warn(LOG, "Refused " + event.id() + ": " + reason, null);
    }
  }

  private static void contained(ThreadState state, Throwable failure, Runnable telling) {
    state.remember(failure);
    try {
      telling.run();
    } catch (Throwable another) {
      state.remember(another);
    }
  }
}
