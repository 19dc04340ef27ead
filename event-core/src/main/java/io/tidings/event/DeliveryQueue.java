package io.tidings.event;

import org.jspecify.annotations.Nullable;

/** Deliveries waiting in order, linked through themselves, so an empty queue holds nothing. */
final class DeliveryQueue {

  private @Nullable Delivery head;
  private @Nullable Delivery tail;
  private int size;

  int size() {
    return size;
  }

  void add(Delivery delivery) {
    if (tail == null) {
      head = delivery;
    } else {
      tail.next = delivery;
    }
    tail = delivery;
    size++;
  }

  @Nullable Delivery poll() {
    Delivery taken = head;
    if (taken != null) {
      head = taken.next;
      taken.next = null;
      tail = head == null ? null : tail;
      size--;
    }
    return taken;
  }

  void clear() {
    head = null;
    tail = null;
    size = 0;
  }
}
