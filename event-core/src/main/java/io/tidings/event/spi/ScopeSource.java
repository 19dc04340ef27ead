package io.tidings.event.spi;

import io.tidings.event.EventScope;

/**
 * Source of a host's current scope, such as the state of a request. It fills only ids that neither
 * the event nor the ambient scope has, and none if it contradicts one of them.
 *
 * <p>Implementations must be thread-safe and fast, as they are called for every event built. A
 * source that throws or returns null counts as {@link EventScope#none()}.
 *
 * @contract SCO-05, FLT-06
 */
@FunctionalInterface
public interface ScopeSource {

  /** Returns the scope of the calling thread, {@link EventScope#none()} if there is none. */
  EventScope currentScope();

  /** Returns the default source, which always returns {@link EventScope#none()}. */
  static ScopeSource none() {
    return EventScope::none;
  }
}
