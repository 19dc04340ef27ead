package io.tidings.event.store.access;

import io.tidings.event.EventScope;

/** The permissions of callers by the host's own rules. Implementations must be thread-safe. */
@FunctionalInterface
public interface Permissions {

  /**
   * Returns whether a caller may read the trail of its project. An exception reaches the caller of
   * {@link AuditAccess}.
   *
   * @param caller the caller, with at least a project
   */
  boolean mayRead(EventScope caller);
}
