package io.tidings.event;

/** Short kinds for tests: what matters is the letter. */
final class Kinds {

  static final EventKind A = EventKind.of("a");
  static final EventKind B = EventKind.of("b");
  static final EventKind C = EventKind.of("c");
  static final EventKind D = EventKind.of("d");

  private Kinds() {}

  static DomainEvent a() {
    return DomainEvent.of(A);
  }

  static DomainEvent b() {
    return DomainEvent.of(B);
  }

  static DomainEvent c() {
    return DomainEvent.of(C);
  }
}
