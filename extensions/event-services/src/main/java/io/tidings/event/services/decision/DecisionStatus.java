package io.tidings.event.services.decision;

/** Status of a decision. */
public enum DecisionStatus {
  /** Recorded; neither approved nor corrected. */
  RECORDED,
  /** Approved. */
  APPROVED,
  /** Corrected at least once; needs a new approval. */
  CORRECTED,
  /** Replaced by another decision. Final. */
  SUPERSEDED
}
