package io.tidings.event.testkit.contract;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;

/** Four distinct kinds outside the catalogue. */
enum TestKind implements EventKind {
  A("a"),
  B("b"),
  C("c"),
  D("d");

  private final String id;

  TestKind(String id) {
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }

  /** Returns a new event that inherits from the current one. */
  DomainEvent event() {
    return DomainEvent.of(this);
  }
}
