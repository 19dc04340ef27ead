package io.tidings.event.spi;

import io.tidings.event.EventScope;

/**
 * A host's own idea of whose work the calling thread is doing, such as the state of a request. It
 * is asked last: it fills only fields that neither the event nor the ambient scope gives, and none
 * at all if it contradicts one of them (SCO-05).
 *
 * <p>Implementations must be thread-safe and quick: they are asked for every event built. One that
 * throws or returns null counts as knowing nothing (FLT-06).
 */
@FunctionalInterface
public interface ScopeSource {

  /** Returns the scope of the calling thread's work, {@link EventScope#none()} if there is none. */
  EventScope currentScope();

  /** Returns the default, which knows nothing. */
  static ScopeSource none() {
    return EventScope::none;
  }
}
