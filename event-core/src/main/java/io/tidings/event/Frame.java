package io.tidings.event;

import org.jspecify.annotations.Nullable;

/**
 * State of one bus on one thread, from the start of an emit that is not nested to its end. Reused
 * by later emits of the thread. Confined to one thread.
 */
final class Frame {

  private @Nullable Frame inner;

  /** True if the thread is emitting to {@link #bus}. */
  boolean active;

  /** The bus that used this frame last. */
  private @Nullable EventBus bus;

  /** True if {@link #reset} has more to do than to clear the first delivery. */
  private boolean dirty;

  /** The delivery of the emit that opened this frame. */
  final Delivery first = new Delivery();

  /** Events emitted during the tap phase, not yet dispatched to the taps. */
  private final Delivery.Queue deferredTapEvents = new Delivery.Queue();

  /** Events dispatched to the taps, not yet to the handlers. */
  private Delivery.Queue pending = new Delivery.Queue();

  private final CurrentContext.DetachedContext detached = new CurrentContext.DetachedContext();

  /** True if the tap phase of an event is running. */
  boolean tapping;

  private boolean closing;
  private boolean rejecting;

  /** The number of emits in progress inside each other. */
  private int nesting = 1;

  /** The number of events in the pending queues of outer emits. */
  private int stashed;

  Frame inner() {
    if (inner == null) {
      inner = new Frame();
    }
    return inner;
  }

  /** Opens this frame for a bus; writing {@link #active} ends that. */
  void open(EventBus bus) {
    if (dirty) {
      clean();
    }
    if (this.bus != bus) {
      this.bus = bus;
    }
    active = true;
  }

  /** Returns whether this frame is in use for a bus. */
  boolean isFor(EventBus asked) {
    return active && bus == asked;
  }

  /** Removes the references to buses from this frame and its inner frames. */
  void forget() {
    bus = null;
    if (inner != null) {
      inner.forget();
    }
  }

  /** Removes all references to objects of the host but the bus. */
  void reset() {
    first.clear();
    if (dirty) {
      clean();
    }
  }

  private void clean() {
    deferredTapEvents.clear();
    pending.clear();
    detached.over(null);
    tapping = false;
    closing = false;
    rejecting = false;
    nesting = 1;
    stashed = 0;
    dirty = false;
  }

  /** Defers an event until the running tap phase is over. */
  void deferTaps(Delivery delivery) {
    dirty = true;
    deferredTapEvents.add(delivery);
  }

  /** Returns the next event for the taps and appends it to the pending events, or null. */
  @Nullable Delivery nextForTaps() {
    Delivery next = deferredTapEvents.poll();
    if (next != null) {
      pending.add(next);
    }
    return next;
  }

  /** Appends an event for the handlers. */
  void enqueue(Delivery delivery) {
    dirty = true;
    pending.add(delivery);
  }

  /** Returns and removes the next event for the handlers, or null. */
  @Nullable Delivery nextPending() {
    return pending.poll();
  }

  /** Begins an emit inside a handler, with a pending queue of its own; returns the outer queue. */
  Delivery.Queue beginNested() {
    Delivery.Queue outer = pending;
    dirty = true;
    pending = new Delivery.Queue();
    stashed += outer.size();
    nesting++;
    return outer;
  }

  void endNested(Delivery.Queue outer) {
    nesting--;
    stashed -= outer.size();
    pending = outer;
  }

  /** Returns true and marks a rejection as being reported, or false if one is already. */
  boolean beginRejection() {
    boolean first = !rejecting;
    dirty = true;
    rejecting = true;
    return first;
  }

  void endRejection() {
    rejecting = false;
  }

  /** Requests that the taps are closed when the emit that opened this frame ends. */
  void closeAtEnd() {
    dirty = true;
    closing = true;
  }

  boolean isClosing() {
    return closing;
  }

  /** Returns the context for calls to taps outside an emit, in place of {@code outer}. */
  CurrentContext detached(@Nullable CurrentContext outer) {
    dirty = true;
    return detached.over(outer);
  }

  boolean isFull() {
    return deferredTapEvents.size() + pending.size() + stashed >= DispatchOrder.MAX_PENDING;
  }

  boolean isNestedTooDeep() {
    return nesting == DispatchOrder.MAX_NESTING && !tapping;
  }
}
