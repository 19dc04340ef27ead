package io.tidings.event;

import org.jspecify.annotations.Nullable;

/** Which events a bus turns away, and how. Immutable and thread-safe. */
final class Refusals {

  static final String TOO_DEEP =
      "the causal depth of " + DispatchOrder.MAX_CAUSAL_DEPTH + " is reached";

  private final DispatchOrder order;
  private final Taps taps;
  private final FailureReporter failures;

  Refusals(DispatchOrder order, Taps taps, FailureReporter failures) {
    this.order = order;
    this.taps = taps;
    this.failures = failures;
  }

  static boolean isTooDeep(Delivery delivery) {
    return delivery.depth() > DispatchOrder.MAX_CAUSAL_DEPTH;
  }

  /** Returns what stands against an event that is emitted inside another; null for nothing. */
  @Nullable String limitMet(Frame frame, Delivery delivery) {
    if (isTooDeep(delivery)) {
      return TOO_DEEP;
    }
    if (order == DispatchOrder.FORBID) {
      return "this bus forbids nested emits";
    }
    if (frame.isFull()) {
      return DispatchOrder.MAX_PENDING + " events are waiting";
    }
    return frame.nesting == DispatchOrder.MAX_NESTING && !frame.tapping
        ? DispatchOrder.MAX_NESTING + " events are under way inside each other"
        : null;
  }

  /** Turns an event away; but one that nobody could hear is done at once (BUS-03). */
  EmitResult refuse(ThreadState state, Frame frame, Delivery delivery, String limit) {
    return couldBeHeard(delivery)
        ? failures.refuse(state, frame, delivery, limit)
        : EmitResult.done(0);
  }

  private boolean couldBeHeard(Delivery delivery) {
    return delivery.handlers().length > 0 || taps.anyInterested(delivery.event().kind());
  }
}
