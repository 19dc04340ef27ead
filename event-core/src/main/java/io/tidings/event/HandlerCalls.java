package io.tidings.event;

import io.tidings.event.async.internal.HandOver;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Guarded calls of the handlers that match an event. Immutable and thread-safe. */
final class HandlerCalls {

  private final FailureReporter failures;

  /** The subscription of unhandled events, or null. */
  private final @Nullable HandlerSubscription unhandled;

  HandlerCalls(FailureReporter failures, @Nullable HandlerSubscription unhandled) {
    this.failures = failures;
    this.unhandled = unhandled;
  }

  /** Returns whether a handler may receive an event, also as an unhandled one. */
  boolean mayReceive(Delivery delivery) {
    return delivery.handlers().length > 0 || (unhandled != null && !delivery.isWithin(unhandled));
  }

  /** Calls the handlers that a delivery retains, in order of subscription. */
  void callRetained(ThreadState state, Delivery delivery) {
    if (delivery.isMerged()) {
      callMerged(state, delivery, delivery.merge());
    } else {
      callAll(state, delivery, delivery.handlers());
    }
  }

  /**
   * Calls handlers in order. Each is counted as delivered first; one that is not, is taken back.
   */
  void callAll(ThreadState state, Delivery delivery, HandlerSubscription[] handlers) {
    DomainEvent event = delivery.event();
    delivery.delivered += handlers.length;
    for (HandlerSubscription subscription : handlers) {
      call(state, delivery, subscription, event);
    }
    if (unhandled != null) {
      callUnhandled(state, delivery, unhandled);
    }
  }

  private void callMerged(ThreadState state, Delivery delivery, Delivery.Merge merge) {
    HandlerSubscription next = merge.next();
    while (next != null) {
      delivery.delivered++;
      call(state, delivery, next, delivery.event());
      next = merge.next();
    }
    if (unhandled != null) {
      callUnhandled(state, delivery, unhandled);
    }
  }

  /** Calls the handler of unhandled events if no other was called, and not within its own call. */
  private void callUnhandled(
      ThreadState state, Delivery delivery, HandlerSubscription subscription) {
    EventHandler handler = subscription.handler();
    if (handler == null || delivery.isHandled() || delivery.isWithin(subscription)) {
      return;
    }
    delivery.passTo(subscription);
    state.enter(delivery);
    try {
      handler.handle(delivery.event());
      subscription.countDelivered(state.number);
    } catch (Throwable failure) {
      failures.unhandledFailed(state, delivery, subscription, failure);
    }
  }

  /** Makes the event current, whatever context the previous listener left open, and calls. */
  private void call(
      ThreadState state, Delivery delivery, HandlerSubscription subscription, DomainEvent event) {
    state.enter(delivery);
    if (!subscription.isDirect()) {
      callIndirect(state, delivery, subscription, event);
      return;
    }
    EventHandler handler = subscription.handler();
    if (handler == null) {
      delivery.delivered--;
      return;
    }
    try {
      handler.handle(event);
      subscription.countDelivered(state.number);
    } catch (Throwable failure) {
      delivery.delivered--;
      failures.handlerFailed(state, delivery, subscription, failure);
    }
  }

  /** Calls a handler whose selector must be tested, or queues the event for it. */
  private void callIndirect(
      ThreadState state, Delivery delivery, HandlerSubscription subscription, DomainEvent event) {
    boolean matches = subscription.isExact() || matches(state, delivery, subscription, event);
    EventHandler handler = matches ? subscription.handler() : null;
    @Nullable HandOver handOver = subscription.handOver();
    try {
      if (handler != null && handOver == null) {
        handler.handle(event);
        subscription.countDelivered(state.number);
        return;
      }
      if (handler != null && handOver != null) {
        delivery.offered++;
        delivery.queued += handOver.offer(event) ? 1 : 0;
      }
    } catch (Throwable failure) {
      failures.handlerFailed(state, delivery, subscription, failure);
    }
    delivery.delivered--;
  }

  /** Tests the alternatives of the selector in order; one whose predicate throws does not match. */
  private boolean matches(
      ThreadState state, Delivery delivery, HandlerSubscription subscription, DomainEvent event) {
    for (Clause clause : subscription.clauses()) {
      try {
        if (clause.matchesIndexed(event) && accepts(state, delivery, clause, event)) {
          return true;
        }
      } catch (Throwable failure) {
        failures.selectorFailed(state, delivery, subscription, failure);
      }
      state.enter(delivery);
    }
    return false;
  }

  private static boolean accepts(
      ThreadState state, Delivery delivery, Clause clause, DomainEvent event) {
    for (Predicate<? super DomainEvent> predicate : clause.predicates()) {
      boolean accepted = predicate.test(event);
      state.enter(delivery);
      if (!accepted) {
        return false;
      }
    }
    return true;
  }
}
