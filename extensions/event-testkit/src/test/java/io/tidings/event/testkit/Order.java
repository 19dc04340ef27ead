package io.tidings.event.testkit;

import io.tidings.event.EventKind;

/** A host's kinds. */
enum Order implements EventKind {
  PLACED("order.placed"),
  PAID("order.paid"),
  SHIPPED("order.shipped");

  private final String id;

  Order(String id) {
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }
}
