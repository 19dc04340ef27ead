package io.tidings.event.services.revision;

import io.tidings.event.services.internal.HostIds;
import org.jspecify.annotations.Nullable;

/**
 * Project and user on whose behalf a revision is written. Ids are in the host's own form, in any
 * script. If an event's scope cannot carry one of them, the write succeeds and no event is emitted.
 * Organization and workspace come from the ambient scope. Immutable and thread-safe.
 *
 * @param projectId the project's id, 1 to 128 characters without control characters
 * @param userId the user's id, likewise; or null if unknown
 * @contract SCO-09
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
