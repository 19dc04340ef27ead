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
    state.remember(failure);
    try {
      listener.selectorFailed(event, subscription, failure);
    } catch (Throwable another) {
      state.remember(another);
    }
  }

  /** What has to surface is kept before anything is allocated: there may be no memory left. */
  void handlerFailed(
      ThreadState state, Delivery delivery, HandlerSubscription subscription, Throwable failure) {
    state.remember(failure);
    delivery.addFailure(failure);
    DomainEvent event = delivery.event();
    try {
      listener.handlerFailed(event, subscription, failure);
    } catch (Throwable another) {
      state.remember(another);
    }
  }

  /** Tells what a tap threw during a delivery, or outside of any. */
  void tapFailed(ThreadState state, @Nullable Delivery delivery, EventTap tap, Throwable failure) {
    state.remember(failure);
    if (delivery != null) {
      delivery.addFailure(failure);
    }
    DomainEvent event = delivery == null ? null : delivery.event();
    try {
      listener.tapFailed(event, tap, failure);
    } catch (Throwable another) {
      state.remember(another);
    }
  }

  /** Turns an event away; the listener hears it unless it is being told of a refusal already. */
  EmitResult refuse(ThreadState state, Frame frame, Delivery delivery, String limit) {
    if (!frame.refusing) {
      frame.refusing = true;
      try {
        tellRefused(state, delivery, limit);
      } finally {
        frame.refusing = false;
      }
    }
    return EmitResult.rejected();
  }

  /** Warns outside of any delivery; what a log throws that is fatal surfaces as ever. */
  void warn(String message) {
    ThreadState state = ThreadState.acquire();
    contained(state, () -> SafeLog.warn(LOG, message, null));
    state.settle();
  }

  private void tellRefused(ThreadState state, Delivery delivery, String limit) {
    DomainEvent event = delivery.event();
    String reason = limit + "; kinds, the latest first: " + delivery.lineage();
    if (state.warnsFirst()) {
      contained(state, () -> SafeLog.warn(LOG, "Refused " + event.id() + ": " + reason, null));
    }
    contained(state, () -> listener.rejected(event, reason));
  }

  private static void contained(ThreadState state, Runnable telling) {
    try {
      telling.run();
    } catch (Throwable another) {
      state.remember(another);
    }
  }
}
