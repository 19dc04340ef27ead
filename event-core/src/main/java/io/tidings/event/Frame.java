package io.tidings.event;

import org.jspecify.annotations.Nullable;

/**
 * One bus's part of what a thread is doing, from the beginning of an emit that is not nested to its
 * end. Confined to a thread; used again by its later emits.
 */
final class Frame {

  final @Nullable Frame outer;
  private @Nullable Frame inner;

  @Nullable EventBus bus;

  /** The delivery of the emit that opened this frame. */
  final Delivery first = new Delivery();

  /** Events emitted in the present tap phase, still to be heard by the taps. */
  final DeliveryQueue arrivals = new DeliveryQueue();

  /** Events the taps have heard, still to be handled. */
  DeliveryQueue pending = new DeliveryQueue();

  boolean tapping;
  boolean closing;
  boolean refusing;
  int nesting;

  /** How many events wait in queues that nested emits have put aside. */
  int stashed;

  Frame(@Nullable Frame outer) {
    this.outer = outer;
  }

  Frame inner() {
    if (inner == null) {
      inner = new Frame(this);
    }
    return inner;
  }

  void reset(@Nullable EventBus bus) {
    this.bus = bus;
    first.clear();
    arrivals.clear();
    pending.clear();
    tapping = false;
    closing = false;
    refusing = false;
    nesting = 1;
    stashed = 0;
  }

  boolean isFull() {
    return arrivals.size() + pending.size() + stashed >= DispatchOrder.MAX_PENDING;
  }
}
