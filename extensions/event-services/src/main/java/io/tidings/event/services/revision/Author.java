package io.tidings.event.services.revision;

import io.tidings.event.services.internal.HostIds;
import org.jspecify.annotations.Nullable;

/**
 * In which project, and by whom, something is written. Ids are a host's own, in any script; one
 * that an event's scope cannot carry changes nothing but that no event is emitted. Organization and
 * workspace are taken from the ambient scope (SCO-09). Immutable and thread-safe.
 *
 * @param projectId the project, 1 to 128 characters without controls
 * @param userId who writes, likewise; or null if nobody is known
 */
public record Author(String projectId, @Nullable String userId) {

  /**
   * Creates an author.
   *
   * @throws IllegalArgumentException if an id is ill-formed
   */
  public Author {
    HostIds.require(projectId, "projectId");
    HostIds.optional(userId, "userId");
  }
}
