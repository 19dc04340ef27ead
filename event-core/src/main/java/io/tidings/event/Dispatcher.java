package io.tidings.event;

import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The way of one event on the emitting thread: taps, then handlers, then what was emitted
 * meanwhile. No lock is held anywhere here. Immutable and thread-safe: what changes is in the
 * {@link ThreadState}.
 */
final class Dispatcher {

  private final DispatchOrder order;
  private final Taps taps;
  private final boolean tapped;
  private final HandlerCalls handlers;
  private final Refusals refusals;

  Dispatcher(DispatchOrder order, Taps taps, FailureReporter failures) {
    this.order = order;
    this.taps = taps;
    this.tapped = !taps.isEmpty();
    this.handlers = new HandlerCalls(failures);
    this.refusals = new Refusals(order, taps, failures);
  }

  /** Delivers an event to the handlers found for its kind and by its ids, or puts it off. */
  EmitResult dispatch(
      SynchronousBus bus, DomainEvent event, Routes routes, HandlerSubscription[] byKind) {
    ThreadState state = ThreadState.acquire();
    Frame frame = state.frameFor(bus);
    return !frame.active
        ? outermost(bus, state, frame, event, routes, byKind)
        : nested(state, frame, event, routes, byKind);
  }

  /** The outermost on its bus; there may be frames of other buses around it. */
  private EmitResult outermost(
      SynchronousBus bus,
      ThreadState state,
      Frame frame,
      DomainEvent event,
      Routes routes,
      HandlerSubscription[] byKind) {
    Current outer = state.current;
    EmitResult result;
    try {
      frame.open(bus);
      result = attempt(state, frame, event, routes, byKind);
      closeTapsIfAsked(bus, state, frame, outer);
    } finally {
      state.current = outer;
      frame.active = false;
      state.release();
    }
    frame.reset();
    state.settle();
    return result;
  }

  /** Closes the taps of a bus that was closed while this thread was emitting to it (END-03). */
  private static void closeTapsIfAsked(
      SynchronousBus bus, ThreadState state, Frame frame, @Nullable Current outer) {
    if (frame.isClosing()) {
      state.current = frame.aside(outer);
      bus.closeTaps(state);
    }
  }

  /**
   * Takes the handlers and delivers. An error of the library's own, for want of room, surfaces from
   * the outermost emit in good order, like one that a listener throws; but where a handler has left
   * no stack for the emit it makes, the overflow is that handler's (FLT-03).
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
      if (cause == null && routes.keys == 0) {
        deliver(state, frame, delivery, byKind);
        return delivery.result(EmitResult.Status.DONE);
      }
      keep(delivery, cause, routes, byKind);
      return Refusals.isTooDeep(delivery)
          ? refusals.refuse(state, frame, delivery, Refusals.TOO_DEEP)
          : deliverKept(state, frame, delivery);
    } catch (VirtualMachineError noRoom) {
      if (cause != null && noRoom instanceof StackOverflowError) {
        throw noRoom;
      }
      state.surface(noRoom);
      return EmitResult.done(0);
    }
  }

  /** While this thread is emitting to the same bus already. */
  private EmitResult nested(
      ThreadState state,
      Frame frame,
      DomainEvent event,
      Routes routes,
      HandlerSubscription[] byKind) {
    Current outer = state.current;
    try {
      frame.touch();
      Delivery delivery = new Delivery();
      delivery.begin(event);
      keep(delivery, state.delivery(), routes, byKind);
      return admit(state, frame, delivery);
    } finally {
      state.current = outer;
    }
  }

  private static void keep(
      Delivery delivery, @Nullable Delivery cause, Routes routes, HandlerSubscription[] byKind) {
    delivery.causedBy(cause);
    delivery.keep(byKind);
    if (routes.keys != 0) {
      routes.selectByKey(delivery);
    }
  }

  /**
   * Runs what calls the taps outside of an emit, as if inside one: what they do stays within it.
   */
  <T> boolean aside(SynchronousBus bus, BiPredicate<ThreadState, T> work, T argument) {
    ThreadState state = ThreadState.acquire();
    Current outer = state.current;
    Frame frame = state.frameFor(bus);
    boolean result;
    try {
      frame.open(bus);
      state.current = frame.aside(outer);
      result = work.test(state, argument);
      drain(state, frame);
      closeTapsIfAsked(bus, state, frame, outer);
    } finally {
      state.current = outer;
      frame.active = false;
      state.release();
    }
    frame.reset();
    state.settle();
    return result;
  }

  private EmitResult admit(ThreadState state, Frame frame, Delivery delivery) {
    String limit = refusals.limitMet(frame, delivery);
    if (limit != null) {
      return refusals.refuse(state, frame, delivery, limit);
    }
    if (frame.tapping) {
      frame.arrivals.add(delivery);
      return EmitResult.deferred();
    }
    return order == DispatchOrder.IMMEDIATE
        ? inside(state, frame, delivery)
        : queued(state, frame, delivery);
  }

  /** The taps now, the handlers when those of the present event are done (ORD-01). */
  private EmitResult queued(ThreadState state, Frame frame, Delivery delivery) {
    boolean wanted = delivery.handlers().length > 0;
    if (wanted) {
      frame.pending.add(delivery);
    }
    if (tapped) {
      hear(state, frame, delivery);
    }
    return delivery.result(wanted ? EmitResult.Status.DEFERRED : EmitResult.Status.DONE);
  }

  /** Everything now, inside the present handler, with a queue of its own (ORD-02). */
  private EmitResult inside(ThreadState state, Frame frame, Delivery delivery) {
    DeliveryQueue outer = frame.pending;
    frame.pending = new DeliveryQueue();
    frame.stashed += outer.size();
    frame.nesting++;
    try {
      return deliverKept(state, frame, delivery);
    } finally {
      frame.nesting--;
      frame.stashed -= outer.size();
      frame.pending = outer;
    }
  }

  /** Delivers to the handlers that were found by kind alone: the short way of most events. */
  private void deliver(
      ThreadState state, Frame frame, Delivery delivery, HandlerSubscription[] byKind) {
    if (tapped) {
      hear(state, frame, delivery);
    }
    handlers.callAll(state, delivery, byKind);
    drain(state, frame);
  }

  private EmitResult deliverKept(ThreadState state, Frame frame, Delivery delivery) {
    if (tapped) {
      hear(state, frame, delivery);
    }
    handlers.callKept(state, delivery);
    drain(state, frame);
    return delivery.result(EmitResult.Status.DONE);
  }

  private void drain(ThreadState state, Frame frame) {
    for (Delivery next = frame.pending.poll(); next != null; next = frame.pending.poll()) {
      handlers.callKept(state, next);
    }
  }

  /** The taps hear an event, and then each event emitted meanwhile (ORD-04). */
  private void hear(ThreadState state, Frame frame, Delivery delivery) {
    frame.tapping = true;
    try {
      taps.hear(state, delivery);
      for (Delivery next = frame.arrivals.poll(); next != null; next = frame.arrivals.poll()) {
        frame.pending.add(next);
        taps.hear(state, next);
      }
    } finally {
      frame.tapping = false;
    }
  }
}
