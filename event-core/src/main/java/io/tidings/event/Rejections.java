package io.tidings.event;

import org.jspecify.annotations.Nullable;

/** Admission check of a bus: the limits and the dispatch order. Immutable and thread-safe. */
final class Rejections {

  static final String TOO_DEEP =
      "the causal depth of " + DispatchOrder.MAX_CAUSAL_DEPTH + " is reached";

  private final DispatchOrder order;
  private final Taps taps;
  private final FailureReporter failures;

  Rejections(DispatchOrder order, Taps taps, FailureReporter failures) {
    this.order = order;
    this.taps = taps;
    this.failures = failures;
  }

  static boolean isTooDeep(Delivery delivery) {
    return delivery.depth() > DispatchOrder.MAX_CAUSAL_DEPTH;
  }

  /** Returns the limit that a nested emit exceeds, or null if it is admitted. */
  @Nullable String exceededLimit(Frame frame, Delivery delivery) {
    if (isTooDeep(delivery)) {
      return TOO_DEEP;
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
