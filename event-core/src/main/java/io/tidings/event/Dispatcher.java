package io.tidings.event;

import java.time.Duration;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Dispatch of one event on the emitting thread: taps, then handlers, then the events emitted
 * meanwhile. Holds no lock. Immutable and thread-safe; mutable state is in the {@link ThreadState}.
 */
final class Dispatcher {

  private final DispatchOrder order;
  private final Taps taps;
  private final boolean tapped;
  private final HandlerCalls handlers;
  private final Rejections rejections;

  Dispatcher(
      DispatchOrder order,
      Taps taps,
      FailureReporter failures,
      @Nullable HandlerSubscription unhandled) {
    this.order = order;
    this.taps = taps;
    this.tapped = !taps.isEmpty();
    this.handlers = new HandlerCalls(failures, unhandled);
    this.rejections = new Rejections(order, taps, handlers, failures);
  }

  /** Dispatches an event to the matching handlers, or defers it. */
  EmitResult dispatch(
      SynchronousBus bus, DomainEvent event, Routes routes, HandlerSubscription[] byKind) {
    ThreadState state = ThreadState.acquire();
    Frame frame = state.frameFor(bus);
    return !frame.active
        ? outermost(bus, state, frame, event, routes, byKind)
        : nested(state, frame, event, routes, byKind);
  }

  /** Dispatches in a new frame of the bus, possibly inside frames of other buses. */
  private EmitResult outermost(
      SynchronousBus bus,
      ThreadState state,
      Frame frame,
      DomainEvent event,
      Routes routes,
      HandlerSubscription[] byKind) {
    CurrentContext outer = state.current;
    EmitResult result;
    try {
      frame.open(bus);
      result = attempt(state, frame, event, routes, byKind);
      closeTapsIfRequested(bus, state, frame, outer);
    } finally {
      state.current = outer;
      frame.active = false;
      state.release();
    }
    state.settle(frame);
    return result;
  }

  /** Runs a flush or close of the taps in a new frame, then delivers the events they emitted. */
  boolean runInFrame(
      SynchronousBus bus, BiPredicate<ThreadState, Duration> task, Duration timeout) {
    ThreadState state = ThreadState.acquire();
    CurrentContext outer = state.current;
    Frame frame = state.frameFor(bus);
    boolean result;
    try {
      frame.open(bus);
      if (state.delivery() == null) {
        state.dispatched = 0;
      }
      state.current = frame.detached(outer);
      result = task.test(state, timeout);
      drain(state, frame);
      closeTapsIfRequested(bus, state, frame, outer);
    } finally {
      state.current = outer;
      frame.active = false;
      state.release();
    }
    state.settle(frame);
    return result;
  }

  /** Closes the taps of a bus that this thread closed while it was emitting to it. */
  private static void closeTapsIfRequested(
      SynchronousBus bus, ThreadState state, Frame frame, @Nullable CurrentContext outer) {
    if (frame.isClosing()) {
      state.current = frame.detached(outer);
      bus.endInFrame(state);
    }
  }

  /**
   * Dispatches the event. An error of the library's own, for lack of memory, surfaces like one that
   * a listener throws. A stack overflow inside a handler's emit is that handler's failure.
   */
  private EmitResult attempt(
      ThreadState state,
      Frame frame,
      DomainEvent event,
      Routes routes,
      HandlerSubscription[] byKind) {
    Delivery cause = state.delivery();
    try {
      Delivery delivery = cause == null ? frame.first : new Delivery();
      delivery.begin(event);
      if (cause == null) {
        state.dispatched = 1;
        if (routes.keys == 0) {
          deliver(state, frame, delivery, byKind);
          return delivery.result(EmitResult.Status.DONE);
        }
      }
      retain(delivery, cause, routes, byKind);
      String limit = Rejections.exceededLimit(state, delivery);
      if (limit != null) {
        return rejections.reject(state, frame, delivery, limit);
      }
      if (cause != null) {
        count(state, delivery);
      }
      return deliverRetained(state, frame, delivery);
    } catch (VirtualMachineError outOfMemory) {
      if (cause != null && outOfMemory instanceof StackOverflowError) {
        throw outOfMemory;
      }
      state.surface(outOfMemory);
      return EmitResult.done(0);
    }
  }

  /** Dispatches or defers an event emitted while this thread is emitting to the same bus. */
  private EmitResult nested(
      ThreadState state,
      Frame frame,
      DomainEvent event,
      Routes routes,
      HandlerSubscription[] byKind) {
    CurrentContext outer = state.current;
    try {
      Delivery delivery = new Delivery();
      delivery.begin(event);
      retain(delivery, state.delivery(), routes, byKind);
      return admit(state, frame, delivery);
    } finally {
      state.current = outer;
    }
  }

  private static void retain(
      Delivery delivery, @Nullable Delivery cause, Routes routes, HandlerSubscription[] byKind) {
    delivery.causedBy(cause);
    delivery.retain(byKind);
    if (routes.keys != 0) {
      routes.selectByKey(delivery);
    }
  }

  private EmitResult admit(ThreadState state, Frame frame, Delivery delivery) {
    String limit = rejections.exceededLimit(state, frame, delivery);
    if (limit != null) {
      return rejections.reject(state, frame, delivery, limit);
    }
    count(state, delivery);
    if (frame.tapping) {
      frame.deferTaps(delivery);
      return EmitResult.deferred();
    }
    return order == DispatchOrder.IMMEDIATE
        ? deliverNested(state, frame, delivery)
        : enqueue(state, frame, delivery);
  }

  /** Counts a nested event, unless nothing can receive it. */
  private void count(ThreadState state, Delivery delivery) {
    if (tapped || handlers.mayReceive(delivery)) {
      state.dispatched++;
    }
  }

  /** Dispatches to the taps now and to the handlers after those of the current event. */
  private EmitResult enqueue(ThreadState state, Frame frame, Delivery delivery) {
    boolean handled = handlers.mayReceive(delivery);
    if (handled) {
      frame.enqueue(delivery);
    }
    if (tapped) {
      dispatchToTaps(state, frame, delivery);
    }
    return delivery.result(handled ? EmitResult.Status.DEFERRED : EmitResult.Status.DONE);
  }

  /** Dispatches to taps and handlers now, inside the current handler. */
  private EmitResult deliverNested(ThreadState state, Frame frame, Delivery delivery) {
    Delivery.Queue outer = frame.beginNested();
    try {
      return deliverRetained(state, frame, delivery);
    } finally {
      frame.endNested(outer);
    }
  }

  /** Dispatches to the handlers of the kind alone: the fast path. */
  private void deliver(
      ThreadState state, Frame frame, Delivery delivery, HandlerSubscription[] byKind) {
    if (tapped) {
      dispatchToTaps(state, frame, delivery);
    }
    handlers.callAll(state, delivery, byKind);
    drain(state, frame);
  }

  private EmitResult deliverRetained(ThreadState state, Frame frame, Delivery delivery) {
    if (tapped) {
      dispatchToTaps(state, frame, delivery);
    }
    handlers.callRetained(state, delivery);
    drain(state, frame);
    return delivery.result(EmitResult.Status.DONE);
  }

  private void drain(ThreadState state, Frame frame) {
    for (Delivery next = frame.nextPending(); next != null; next = frame.nextPending()) {
      handlers.callRetained(state, next);
    }
  }

  /** Dispatches an event to the taps, then each event emitted meanwhile. */
  private void dispatchToTaps(ThreadState state, Frame frame, Delivery delivery) {
    frame.tapping = true;
    try {
      taps.dispatch(state, delivery);
      for (Delivery next = frame.nextForTaps(); next != null; next = frame.nextForTaps()) {
        taps.dispatch(state, next);
      }
    } finally {
      frame.tapping = false;
    }
  }

  /** Admission check of a bus: the limits and the dispatch order. Immutable and thread-safe. */
  private static final class Rejections {

    private static final String TOO_DEEP =
        "the causal depth of " + DispatchOrder.MAX_CAUSAL_DEPTH + " is reached";

    private static final String TOO_MANY =
        DispatchOrder.MAX_EVENTS + " events were emitted within one outermost emit";

    private final DispatchOrder order;
    private final Taps taps;
    private final HandlerCalls handlers;
    private final FailureReporter failures;

    Rejections(DispatchOrder order, Taps taps, HandlerCalls handlers, FailureReporter failures) {
      this.order = order;
      this.taps = taps;
      this.handlers = handlers;
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
      return handlers.mayReceive(delivery) || taps.anyInterested(delivery.event().kind())
          ? failures.reject(state, frame, delivery, limit)
          : EmitResult.done(0);
    }
  }
}
