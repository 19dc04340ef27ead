package io.tidings.event.testkit.contract;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;

/** Kinds of a host's for tests in which only the difference matters. */
enum Letter implements EventKind {
  A("a"),
  B("b"),
  C("c"),
  D("d");

  private final String id;

  Letter(String id) {
    this.id = id;
  }

  @Override
  public String id() {
    return id;
  }

  /** Returns a new event that inherits what is current. */
  DomainEvent event() {
    return DomainEvent.of(this);
  }
}
