package io.tidings.event.services.invariant;

import java.util.List;
import java.util.Objects;

/**
 * Invariants in effect for a plan. Immutable.
 *
 * @param effective the invariants in effect, those of the widest owner first
 * @param overruled the invariants that a narrower one with the same subject contradicts
 */
public record Reconciliation(List<Invariant> effective, List<Invariant> overruled) {

  /** Creates a reconciliation; nothing in it may be null. */
  public Reconciliation {
    effective = List.copyOf(effective);
    overruled = List.copyOf(overruled);
  }

  /** Returns the ids of the decisions that the invariants in effect come from, each once. */
  public List<String> enforcedDecisionIds() {
    return effective.stream()
        .map(invariant -> invariant.content().decisionId())
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }
}
