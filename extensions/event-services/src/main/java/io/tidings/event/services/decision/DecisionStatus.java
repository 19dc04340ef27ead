package io.tidings.event.services.decision;

/** What became of a decision. */
public enum DecisionStatus {
  /** It was made. */
  RECORDED,
  /** Somebody has approved it. */
  APPROVED,
  /** It was corrected, once or more often; it has to be approved anew. */
  CORRECTED,
  /** Another one has taken its place; nothing happens to it any more. */
  SUPERSEDED
}
