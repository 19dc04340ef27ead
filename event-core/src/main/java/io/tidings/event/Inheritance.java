package io.tidings.event;

import org.jspecify.annotations.Nullable;

/** From where an event takes what it is not given. Immutable and thread-safe. */
final class Inheritance {

  /** From whatever is current on the thread that builds, at that moment. */
  static final Inheritance FROM_THREAD = new Inheritance(null);

  /** From nowhere. */
  static final Inheritance NOTHING = new Inheritance(EventContext.NONE);

  private final @Nullable EventContext context;

  private Inheritance(@Nullable EventContext context) {
    this.context = context;
  }

  static Inheritance from(DomainEvent cause) {
    return new Inheritance(EventContext.of(cause));
  }

  EventContext context() {
    return context != null ? context : EventContext.capture();
  }

  /** Tells whether a host's scope source is to be asked. */
  boolean asksScopeSource() {
    return this != NOTHING;
  }
}
