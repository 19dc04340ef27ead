package io.tidings.event;

import org.jspecify.annotations.Nullable;

/** Admission check of a bus: the limits and the dispatch order. Immutable and thread-safe. */
final class Rejections {

  private static final String TOO_DEEP =
      "the causal depth of " + DispatchOrder.MAX_CAUSAL_DEPTH + " is reached";

  private static final String TOO_MANY =
      DispatchOrder.MAX_EVENTS + " events were emitted within one outermost emit";

  private final DispatchOrder order;
  private final Taps taps;
  private final FailureReporter failures;

  Rejections(DispatchOrder order, Taps taps, FailureReporter failures) {
    this.order = order;
    this.taps = taps;
    this.failures = failures;
  }

  /** Returns the limit on all buses of the thread that an event exceeds, or null. */
  static @Nullable String exceededLimit(ThreadState state, Delivery delivery) {
    if (delivery.depth() > DispatchOrder.MAX_CAUSAL_DEPTH) {
      return TOO_DEEP;
    }
    return state.dispatched >= DispatchOrder.MAX_EVENTS ? TOO_MANY : null;
  }

  /** Returns the limit that a nested emit exceeds, or null if it is admitted. */
  @Nullable String exceededLimit(ThreadState state, Frame frame, Delivery delivery) {
    String exceeded = exceededLimit(state, delivery);
    if (exceeded != null) {
      return exceeded;
    }
    if (order == DispatchOrder.FORBID) {
      return "this bus forbids nested emits";
    }
    if (frame.isFull()) {
      return DispatchOrder.MAX_PENDING + " events are waiting";
    }
    return frame.isNestedTooDeep()
        ? DispatchOrder.MAX_NESTING + " emits are in progress inside each other"
        : null;
  }

  /** Rejects an event; one without a matching handler or interested tap is done instead. */
  EmitResult reject(ThreadState state, Frame frame, Delivery delivery, String limit) {
    return delivery.handlers().length > 0 || taps.anyInterested(delivery.event().kind())
        ? failures.reject(state, frame, delivery, limit)
        : EmitResult.done(0);
  }
}
