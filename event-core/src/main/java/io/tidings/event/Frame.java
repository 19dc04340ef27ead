package io.tidings.event;

import org.jspecify.annotations.Nullable;

/**
 * One bus's part of what a thread is doing, from the beginning of an emit that is not nested to its
 * end. Confined to a thread; used again by its later emits.
 */
final class Frame {

  private @Nullable Frame inner;

  /** Whether the thread is emitting to {@link #bus}. */
  boolean active;

  /** The bus this was used for last; changed only for another one. */
  private @Nullable EventBus bus;

  /** Whether there may be more to be put back than the first delivery. */
  private boolean touched;

  /** The delivery of the emit that opened this frame. */
  final Delivery first = new Delivery();

  /** Events emitted in the present tap phase, still to be heard by the taps. */
  final DeliveryQueue arrivals = new DeliveryQueue();

  /** Events the taps have heard, still to be handled. */
  DeliveryQueue pending = new DeliveryQueue();

  /** What is current while taps are called outside of an emit. */
  private final Aside aside = new Aside();

  boolean tapping;
  private boolean closing;
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

  /** Takes this into use; the emit ends that by writing {@link #active}. */
  void open(EventBus bus) {
    if (touched) {
      putBack();
    }
    if (this.bus != bus) {
      this.bus = bus;
    }
    active = true;
  }

  /** Tells whether this is in use for a bus. */
  boolean isFor(EventBus asked) {
    return active && bus == asked;
  }

  /** Lets go of the buses of this and all inside, none of which is in use. */
  void forget() {
    bus = null;
    if (inner != null) {
      inner.forget();
    }
  }

  /** Has to be told before anything but the first delivery is used. */
  void touch() {
    touched = true;
  }

  /** Lets go of everything, so that this can be used again. */
  void reset() {
    first.clear();
    if (touched) {
      putBack();
    }
  }

  private void putBack() {
    arrivals.clear();
    pending.clear();
    aside.over(null);
    tapping = false;
    closing = false;
    refusing = false;
    nesting = 1;
    stashed = 0;
    touched = false;
  }

  /** Asks for the taps to be closed when the emit that opened this frame ends. */
  void closeAtEnd() {
    touched = true;
    closing = true;
  }

  boolean isClosing() {
    return closing;
  }

  /** Returns what is current while taps are called, in place of {@code outer}. */
  Current aside(@Nullable Current outer) {
    touched = true;
    return aside.over(outer);
  }

  boolean isFull() {
    return arrivals.size() + pending.size() + stashed >= DispatchOrder.MAX_PENDING;
  }
}
