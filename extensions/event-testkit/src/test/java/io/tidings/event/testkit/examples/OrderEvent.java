package io.tidings.event.testkit.examples;

import io.tidings.event.EventKind;

/** A host's own kinds. */
enum OrderEvent implements EventKind {
  PLACED("order.placed"),
  SHIPPED("order.shipped");

  private final String id;

  OrderEvent(String id) {
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }
}
