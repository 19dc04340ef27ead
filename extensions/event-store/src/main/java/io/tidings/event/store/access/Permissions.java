package io.tidings.event.store.access;

import io.tidings.event.EventScope;

/** What a host's own rules allow. Must be thread-safe. */
@FunctionalInterface
public interface Permissions {

  /**
   * Tells whether a caller may read the trail of their project.
   *
   * @param caller whoever asks, with at least a project
   */
  boolean mayRead(EventScope caller);
}
