package io.tidings.event;

import java.util.function.Predicate;

/**
 * Calls the handlers that were found for an event, each on its own. Immutable and thread-safe: what
 * changes is in the {@link ThreadState}.
 */
final class HandlerCalls {

  private final FailureReporter failures;

  HandlerCalls(FailureReporter failures) {
    this.failures = failures;
  }

  /** Calls the handlers that a delivery keeps, in the order of their subscription. */
  void callKept(ThreadState state, Delivery delivery) {
    if (delivery.isMerged()) {
      callMerged(state, delivery, delivery.merge());
    } else {
      callAll(state, delivery, delivery.handlers());
    }
  }

  /** Calls handlers one after the other. */
  void callAll(ThreadState state, Delivery delivery, HandlerSubscription[] handlers) {
    DomainEvent event = delivery.event();
    for (HandlerSubscription subscription : handlers) {
      call(state, delivery, subscription, event);
    }
  }

  private void callMerged(ThreadState state, Delivery delivery, Merge merge) {
    HandlerSubscription next = merge.next();
    while (next != null) {
      call(state, delivery, next, delivery.event());
      next = merge.next();
    }
  }

  /** Makes the event current again, whatever the listener before has left open (CTX-01). */
  private void call(
      ThreadState state, Delivery delivery, HandlerSubscription subscription, DomainEvent event) {
    state.enter(delivery);
    if (!subscription.isExact() && !wanted(state, delivery, subscription, event)) {
      return;
    }
    EventHandler handler = subscription.handler();
    if (handler == null) {
      return;
    }
    try {
      handler.handle(event);
      delivery.delivered++;
    } catch (Throwable failure) {
      failed(state, delivery, subscription, failure);
    }
  }

  private void failed(
      ThreadState state, Delivery delivery, HandlerSubscription subscription, Throwable failure) {
    delivery.failed++;
    try {
      state.enter(delivery);
      failures.handlerFailed(state, delivery, subscription, failure);
    } catch (VirtualMachineError noRoom) {
      state.surface(noRoom);
    }
  }

  /** Asks the selector's alternatives in turn; one that throws does not match (SEL-04). */
  private boolean wanted(
      ThreadState state, Delivery delivery, HandlerSubscription subscription, DomainEvent event) {
    for (Clause clause : subscription.clauses()) {
      try {
        if (clause.fits(event) && accepts(state, delivery, clause, event)) {
          return true;
        }
      } catch (Throwable failure) {
        state.enter(delivery);
        failures.selectorFailed(state, event, subscription, failure);
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
