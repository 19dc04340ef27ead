package io.tidings.event.services.sandbox;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import io.tidings.event.services.plan.PlanPhase;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A moment of a sandbox that one can go back to. Immutable.
 *
 * @param id its id
 * @param sandboxId the sandbox
 * @param reason why it was made, at most 1 Mi characters
 * @param phase the phase of the plan, or null
 * @param fileCount how many files it holds
 * @param createdAt when it was made
 */
public record Checkpoint(
    String id,
    String sandboxId,
    String reason,
    @Nullable PlanPhase phase,
    int fileCount,
    Instant createdAt) {

  /** Creates it; ids must be well-formed. */
  public Checkpoint {
    Inputs.id(id, "id");
    Inputs.id(sandboxId, "sandboxId");
    Inputs.text(reason, "reason");
    Inputs.notNegative(fileCount, "fileCount");
    requireNonNull(createdAt, "createdAt");
  }
}
