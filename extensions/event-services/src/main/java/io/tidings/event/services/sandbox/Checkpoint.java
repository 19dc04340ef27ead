package io.tidings.event.services.sandbox;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import io.tidings.event.services.plan.PlanPhase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Saved state of a sandbox that can be restored. Immutable.
 *
 * @param id the checkpoint's id
 * @param sandboxId the id of the sandbox it was taken of
 * @param reason why it was created, at most 1 Mi characters
 * @param phase the phase of the plan at that time, or null
 * @param fileCount the number of files in it, not negative
 * @param createdAt the time of creation
 */
public record Checkpoint(
    String id,
    String sandboxId,
    String reason,
    @Nullable PlanPhase phase,
    int fileCount,
    Instant createdAt) {

  /**
   * Creates a checkpoint.
   *
   * @throws IllegalArgumentException if an id is ill-formed, the reason too long or the count
   *     negative
   */
  public Checkpoint {
    Inputs.id(id, "id");
    Inputs.id(sandboxId, "sandboxId");
    Inputs.text(reason, "reason");
    Inputs.notNegative(fileCount, "fileCount");
    requireNonNull(createdAt, "createdAt");
  }
}
