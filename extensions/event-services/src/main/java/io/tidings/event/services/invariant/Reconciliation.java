package io.tidings.event.services.invariant;

import java.util.List;
import java.util.Objects;

/**
 * What holds for a plan. Immutable.
 *
 * @param effective the invariants that hold, those of the widest owner first
 * @param overruled those that a narrower one of the same subject contradicts
 */
public record Reconciliation(List<Invariant> effective, List<Invariant> overruled) {

  /** Creates it; nothing in it may be null. */
  public Reconciliation {
    effective = List.copyOf(effective);
    overruled = List.copyOf(overruled);
  }

  /** Returns the decisions behind what holds, each once. */
  public List<String> enforcedDecisionIds() {
    return effective.stream()
        .map(invariant -> invariant.content().decisionId())
        .filter(Objects::nonNull)
        .distinct()
        .toList();
  }
}
