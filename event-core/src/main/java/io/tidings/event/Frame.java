package io.tidings.event;

import org.jspecify.annotations.Nullable;

/**
 * One bus's part of what a thread is doing, from the beginning of an emit that is not nested to its
 * end. Confined to a thread; used again by its later emits.
 */
final class Frame {

  private @Nullable Frame inner;

  /** The bus, or null while this is not in use. */
  @Nullable EventBus bus;

  /** Whether something may be left from the last time. */
  private boolean used;

  /** The delivery of the emit that opened this frame. */
  final Delivery first = new Delivery();

  /** Events emitted in the present tap phase, still to be heard by the taps. */
  final DeliveryQueue arrivals = new DeliveryQueue();

  /** Events the taps have heard, still to be handled. */
  DeliveryQueue pending = new DeliveryQueue();

  /** What is current while taps are called outside of an emit. */
  private final Aside aside = new Aside();

  boolean tapping;
  boolean closing;
  boolean refusing;

  /** How many events are under way inside each other. */
  int nesting = 1;

  /** How many events wait in queues that nested emits have put aside. */
  int stashed;

  Frame inner() {
    if (inner == null) {
      inner = new Frame();
    }
    return inner;
  }

  /** Takes this into use; the emit ends that by writing {@link #bus}. */
  void open(EventBus bus) {
    if (used) {
      reset();
    }
    used = true;
    this.bus = bus;
  }

  /** Lets go of everything, so that this can be used again. */
  void reset() {
    first.clear();
    arrivals.clear();
    pending.clear();
    aside.over(null);
    tapping = false;
    closing = false;
    refusing = false;
    nesting = 1;
    stashed = 0;
    used = false;
  }

  /** Returns what is current while taps are called, in place of {@code outer}. */
  Current aside(@Nullable Current outer) {
    return aside.over(outer);
  }

  boolean isFull() {
    return arrivals.size() + pending.size() + stashed >= DispatchOrder.MAX_PENDING;
  }
}
