package io.tidings.event;

import io.tidings.event.internal.SafeLog;
import io.tidings.event.spi.EventTap;
import io.tidings.event.spi.FailureListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Guarded reports of failures to a host's listener: what the listener throws never reaches the
 * emit. Immutable; thread-safe if the listener is.
 *
 * <p>Each report remembers a fatal error before it allocates anything, as memory may be exhausted.
 *
 * @contract FLT-02, FLT-05
 */
final class FailureReporter {

  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

  private final FailureListener listener;

  FailureReporter(FailureListener listener) {
    this.listener = listener;
  }

  /** Returns the host's listener. */
  FailureListener listener() {
    return listener;
  }

  /** Reports the failure of a predicate, with the event current. */
  void selectorFailed(
      ThreadState state, Delivery delivery, HandlerSubscription subscription, Throwable failure) {
    try {
      state.enter(delivery);
      state.remember(failure);
      listener.selectorFailed(delivery.event(), subscription, failure);
    } catch (Throwable another) {
      state.remember(another);
    }
  }

  /** Counts and reports the failure of a handler, with the event current. */
  void handlerFailed(
      ThreadState state, Delivery delivery, HandlerSubscription subscription, Throwable failure) {
    delivery.failed++;
    subscription.countFailed();
    try {
      state.enter(delivery);
      state.remember(failure);
      delivery.addFailure(failure);
      listener.handlerFailed(delivery.event(), subscription, failure);
    } catch (Throwable another) {
      state.remember(another);
    }
  }

  /** Reports the failure of the handler of unhandled events, with the event current. */
  void unhandledFailed(
      ThreadState state, Delivery delivery, HandlerSubscription subscription, Throwable failure) {
    subscription.countFailed();
    try {
      state.enter(delivery);
      state.remember(failure);
      listener.handlerFailed(delivery.event(), subscription, failure);
    } catch (Throwable another) {
      state.remember(another);
    }
  }

  /** Counts and reports the failure of a tap during a delivery, with the event current. */
  void tapFailed(ThreadState state, Delivery delivery, EventTap tap, Throwable failure) {
    delivery.tapFailures++;
    try {
      state.enter(delivery);
      state.remember(failure);
      delivery.addFailure(failure);
      listener.tapFailed(delivery.event(), tap, failure);
    } catch (Throwable another) {
      state.remember(another);
    }
  }

  /** Reports the failure of a tap outside a delivery, with {@code context} current. */
  void tapFailed(
      ThreadState state, @Nullable CurrentContext context, EventTap tap, Throwable failure) {
    try {
      state.current = context;
      state.remember(failure);
      listener.tapFailed(null, tap, failure);
    } catch (Throwable another) {
      state.remember(another);
    } finally {
      state.restore(context);
    }
  }

  /** Rejects an event and reports it, unless a rejection is being reported already. */
  EmitResult reject(ThreadState state, Frame frame, Delivery delivery, String limit) {
    if (frame.beginRejection()) {
      try {
        report(state, delivery, limit);
      } finally {
        frame.endRejection();
      }
    }
    return EmitResult.rejected();
  }

  /** Logs a warning outside a delivery. A fatal error of the log surfaces. */
  void warn(String message) {
    ThreadState state = ThreadState.acquire();
    guarded(state, () -> SafeLog.warn(LOG, message, null));
    state.settle();
  }

  private void report(ThreadState state, Delivery delivery, String limit) {
    DomainEvent event = delivery.event();
    String reason = limit + "; kinds, the latest first: " + delivery.lineage();
    if (state.isFirstWarning()) {
      guarded(state, () -> SafeLog.warn(LOG, "Rejected " + event.id() + ": " + reason, null));
    }
    guarded(state, () -> listener.rejected(event, reason));
  }

  /** Has the listener report what it left out, after the taps of the bus were closed. */
  void summarize(ThreadState state) {
    guarded(state, listener::summarize);
  }

  private static void guarded(ThreadState state, Runnable report) {
    CurrentContext context = state.current;
    try {
      report.run();
    } catch (Throwable another) {
      state.remember(another);
    } finally {
      state.restore(context);
    }
  }
}
