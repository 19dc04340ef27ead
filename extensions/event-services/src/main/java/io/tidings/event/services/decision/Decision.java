package io.tidings.event.services.decision;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A decision as it is at one moment. Immutable.
 *
 * @param id its id
 * @param content what was decided
 * @param status what became of it
 * @param approvedBy who approved it last, or null
 * @param corrections its corrections, oldest first, at most {@value #MAX_CORRECTIONS}
 * @param supersededBy the decision that has taken its place, or null
 * @param createdAt when it was recorded
 */
public record Decision(
    String id,
    NewDecision content,
    DecisionStatus status,
    @Nullable String approvedBy,
    List<Correction> corrections,
    @Nullable String supersededBy,
    Instant createdAt) {

  /** How often a decision can be corrected. */
  public static final int MAX_CORRECTIONS = 1_000;

  /**
   * Creates it.
   *
   * @throws IllegalArgumentException if a part is ill-formed
   */
  public Decision {
    Inputs.id(id, "id");
    requireNonNull(content, "content");
    requireNonNull(status, "status");
    Inputs.optionalName(approvedBy, "approvedBy");
    corrections = Inputs.list(corrections, MAX_CORRECTIONS, "corrections");
    Inputs.optionalId(supersededBy, "supersededBy");
    requireNonNull(createdAt, "createdAt");
  }

  static Decision recorded(String id, NewDecision content, Instant now) {
    return new Decision(id, content, DecisionStatus.RECORDED, null, List.of(), null, now);
  }

  boolean isSuperseded() {
    return status == DecisionStatus.SUPERSEDED;
  }

  Decision approved(String by) {
    return new Decision(
        id, content, DecisionStatus.APPROVED, by, corrections, supersededBy, createdAt);
  }

  Decision corrected(Correction correction) {
    List<Correction> all = new ArrayList<>(corrections);
    all.add(correction);
    return new Decision(
        id, content, DecisionStatus.CORRECTED, approvedBy, all, supersededBy, createdAt);
  }

  Decision superseded(String by) {
    return new Decision(
        id, content, DecisionStatus.SUPERSEDED, approvedBy, corrections, by, createdAt);
  }
}
