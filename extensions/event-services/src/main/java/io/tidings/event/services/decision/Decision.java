package io.tidings.event.services.decision;

import static java.util.Objects.requireNonNull;

import io.tidings.event.services.internal.Inputs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Snapshot of a decision. Immutable.
 *
 * @param id the decision's id
 * @param content the decision as it was recorded
 * @param status its status
 * @param approvedBy the name of the last approver, or null
 * @param corrections its corrections, oldest first, at most {@value #MAX_CORRECTIONS}
 * @param supersededBy the id of the decision that replaces it, or null
 * @param createdAt the time when it was recorded
 */
public record Decision(
    String id,
    NewDecision content,
    DecisionStatus status,
    @Nullable String approvedBy,
    List<Correction> corrections,
    @Nullable String supersededBy,
    Instant createdAt) {

  /** The maximum number of corrections of a decision. */
  public static final int MAX_CORRECTIONS = 1_000;

  /**
   * Creates a snapshot.
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

  static Decision of(String id, NewDecision content, Instant now) {
    return new Decision(id, content, DecisionStatus.RECORDED, null, List.of(), null, now);
  }

  boolean isSuperseded() {
    return status == DecisionStatus.SUPERSEDED;
  }

  Decision withApproval(String name) {
    return new Decision(
        id, content, DecisionStatus.APPROVED, name, corrections, supersededBy, createdAt);
  }

  Decision withCorrection(Correction correction) {
    List<Correction> all = new ArrayList<>(corrections);
    all.add(correction);
    return new Decision(
        id, content, DecisionStatus.CORRECTED, approvedBy, all, supersededBy, createdAt);
  }

  Decision withReplacement(String replacementId) {
    return new Decision(
        id, content, DecisionStatus.SUPERSEDED, approvedBy, corrections, replacementId, createdAt);
  }
}
