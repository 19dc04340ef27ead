package io.tidings.event.services.sandbox;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A working copy of a directory, as it is at one moment. Immutable.
 *
 * @param id its id
 * @param planId the plan it is for, or null
 * @param original the directory it is a copy of
 * @param work where the copy is
 * @param status what can be done with it
 * @param createdAt when it was made
 */
public record Sandbox(
    String id,
    @Nullable String planId,
    Path original,
    Path work,
    SandboxStatus status,
    Instant createdAt) {

  /** Creates it; ids must be well-formed. */
  public Sandbox {
    Inputs.id(id, "id");
    Inputs.optionalId(planId, "planId");
    requireNonNull(original, "original");
    requireNonNull(work, "work");
    requireNonNull(status, "status");
    requireNonNull(createdAt, "createdAt");
  }

  Sandbox become(SandboxStatus next) {
    return new Sandbox(id, planId, original, work, next, createdAt);
  }
}
