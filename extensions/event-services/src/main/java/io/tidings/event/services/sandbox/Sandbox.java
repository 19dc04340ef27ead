package io.tidings.event.services.sandbox;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Snapshot of a sandbox: a working copy of a directory. Immutable.
 *
 * @param id the sandbox's id
 * @param planId the id of the plan it belongs to, or null
 * @param original the directory that was copied, as a real path
 * @param work the directory of the working copy
 * @param status the sandbox's status
 * @param createdAt the time of creation
 */
public record Sandbox(
    String id,
    @Nullable String planId,
    Path original,
    Path work,
    SandboxStatus status,
    Instant createdAt) {

  /**
   * Creates a snapshot.
   *
   * @throws IllegalArgumentException if an id is ill-formed
   */
  public Sandbox {
    Inputs.id(id, "id");
    Inputs.optionalId(planId, "planId");
    requireNonNull(original, "original");
    requireNonNull(work, "work");
    requireNonNull(status, "status");
    requireNonNull(createdAt, "createdAt");
  }

  /** Returns this sandbox with another status. */
  Sandbox withStatus(SandboxStatus next) {
    return new Sandbox(id, planId, original, work, next, createdAt);
  }
}
