package io.tidings.event;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The way of one event on the emitting thread: taps, then handlers, then what was emitted
 * meanwhile. No lock is held anywhere here. Immutable and thread-safe: what changes is in the
 * {@link ThreadState}.
 */
final class Dispatcher {

  private final DispatchOrder order;
  private final Taps taps;
  private final FailureReporter failures;

  Dispatcher(DispatchOrder order, Taps taps, FailureReporter failures) {
    this.order = order;
    this.taps = taps;
    this.failures = failures;
  }

  /** Delivers an event, puts it off, or turns it away. */
  EmitResult dispatch(SynchronousBus bus, DomainEvent event, Routes routes) {
    ThreadState state = ThreadState.acquire();
    DomainEvent outerEvent = state.event;
    EventScope outerScope = state.scope;
    EventContext.Opened outerOpened = state.opened;
    Delivery outerDelivery = state.delivery;
    Frame present = state.frameOf(bus);
    Frame frame = present != null ? present : state.push(bus);
    EmitResult result;
    try {
      result = attempt(bus, state, frame, event, routes, present != null);
      if (present == null && frame.closing) {
        state.put(outerEvent, outerScope, outerDelivery);
        bus.closeTaps(state);
      }
    } finally {
      state.event = outerEvent;
      state.scope = outerScope;
      state.opened = outerOpened;
      state.delivery = outerDelivery;
      state.frame = present == null ? frame.outer : state.frame;
      state.releaseIfIdle();
    }
    if (present == null) {
      frame.reset(null);
      state.settle();
    }
    return result;
  }

  /**
   * Takes the handlers and delivers. An error of the library's own, for want of room, surfaces from
   * the outermost emit in good order, like one that a listener throws.
   */
  private EmitResult attempt(
      SynchronousBus bus,
      ThreadState state,
      Frame frame,
      DomainEvent event,
      Routes routes,
      boolean nested) {
    try {
      Delivery delivery = nested || state.delivery != null ? new Delivery() : frame.first;
      delivery.begin(event, state.delivery);
      bus.select(delivery, routes);
      return admit(state, frame, delivery, nested);
    } catch (VirtualMachineError noRoom) {
      if (nested) {
        throw noRoom;
      }
      state.surface(noRoom);
      return EmitResult.done(0);
    }
  }

  /**
   * Runs what calls the taps outside of an emit, as if inside one: what they do stays within it.
   */
  boolean aside(SynchronousBus bus, Predicate<ThreadState> work) {
    ThreadState state = ThreadState.acquire();
    DomainEvent outerEvent = state.event;
    EventScope outerScope = state.scope;
    EventContext.Opened outerOpened = state.opened;
    Delivery outerDelivery = state.delivery;
    Frame frame = state.push(bus);
    boolean result;
    try {
      state.opened = null;
      result = work.test(state);
      drain(state, frame);
    } finally {
      state.put(outerEvent, outerScope, outerDelivery);
      state.opened = outerOpened;
      state.frame = frame.outer;
      state.releaseIfIdle();
    }
    frame.reset(null);
    state.settle();
    return result;
  }

  private EmitResult admit(ThreadState state, Frame frame, Delivery delivery, boolean nested) {
    String limit = limitMet(frame, delivery, nested);
    if (limit != null) {
      return failures.refuse(state, frame, delivery, limit);
    }
    if (!nested) {
      deliver(state, frame, delivery);
      return delivery.result(EmitResult.Status.DONE);
    }
    if (frame.tapping) {
      frame.arrivals.add(delivery);
      return EmitResult.deferred();
    }
    return order == DispatchOrder.IMMEDIATE
        ? inside(state, frame, delivery)
        : queued(state, frame, delivery);
  }

  private @Nullable String limitMet(Frame frame, Delivery delivery, boolean nested) {
    if (delivery.depth() > DispatchOrder.MAX_CAUSAL_DEPTH) {
      return "the causal depth of " + DispatchOrder.MAX_CAUSAL_DEPTH + " is reached";
    }
    if (nested && order == DispatchOrder.FORBID) {
      return "this bus forbids nested emits";
    }
    if (frame.isFull()) {
      return DispatchOrder.MAX_PENDING + " events are waiting";
    }
    return frame.nesting == DispatchOrder.MAX_NESTING && !frame.tapping
        ? DispatchOrder.MAX_NESTING + " events are under way inside each other"
        : null;
  }

  /** The taps now, the handlers when those of the present event are done (ORD-01). */
  private EmitResult queued(ThreadState state, Frame frame, Delivery delivery) {
    boolean wanted = !delivery.selection.isEmpty();
    if (wanted) {
      frame.pending.add(delivery);
    }
    hear(state, frame, delivery);
    return delivery.result(wanted ? EmitResult.Status.DEFERRED : EmitResult.Status.DONE);
  }

  /** Everything now, inside the present handler, with a queue of its own (ORD-02). */
  private EmitResult inside(ThreadState state, Frame frame, Delivery delivery) {
    DeliveryQueue outer = frame.pending;
    frame.pending = new DeliveryQueue();
    frame.stashed += outer.size();
    frame.nesting++;
    try {
      deliver(state, frame, delivery);
    } finally {
      frame.nesting--;
      frame.stashed -= outer.size();
      frame.pending = outer;
    }
    return delivery.result(EmitResult.Status.DONE);
  }

  private void deliver(ThreadState state, Frame frame, Delivery delivery) {
    hear(state, frame, delivery);
    handle(state, delivery);
    drain(state, frame);
  }

  private void drain(ThreadState state, Frame frame) {
    for (Delivery next = frame.pending.poll(); next != null; next = frame.pending.poll()) {
      handle(state, next);
    }
  }

  /** The taps hear an event, and then each event emitted meanwhile (ORD-04). */
  private void hear(ThreadState state, Frame frame, Delivery delivery) {
    if (taps.isEmpty()) {
      return;
    }
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

  private void handle(ThreadState state, Delivery delivery) {
    state.enter(delivery);
    DomainEvent event = delivery.event();
    HandlerSubscription[] single = delivery.selection.single();
    if (single != null) {
      for (HandlerSubscription subscription : single) {
        call(state, delivery, subscription, event);
      }
      return;
    }
    HandlerSubscription next = delivery.selection.next();
    while (next != null) {
      call(state, delivery, next, event);
      next = delivery.selection.next();
    }
  }

  private void call(
      ThreadState state, Delivery delivery, HandlerSubscription subscription, DomainEvent event) {
    dropLeftovers(state, delivery);
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
      delivery.failed++;
      dropLeftovers(state, delivery);
      try {
        failures.handlerFailed(state, delivery, subscription, failure);
      } catch (VirtualMachineError noRoom) {
        state.surface(noRoom);
      }
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
        dropLeftovers(state, delivery);
        failures.selectorFailed(state, event, subscription, failure);
      }
      dropLeftovers(state, delivery);
    }
    return false;
  }

  private static boolean accepts(
      ThreadState state, Delivery delivery, Clause clause, DomainEvent event) {
    for (Predicate<? super DomainEvent> predicate : clause.predicates()) {
      boolean accepted = predicate.test(event);
      dropLeftovers(state, delivery);
      if (!accepted) {
        return false;
      }
    }
    return true;
  }

  /** Makes the event current again if a listener has left a scope or context open (CTX-01). */
  private static void dropLeftovers(ThreadState state, Delivery delivery) {
    if (state.opened != null) {
      state.enter(delivery);
    }
  }
}
