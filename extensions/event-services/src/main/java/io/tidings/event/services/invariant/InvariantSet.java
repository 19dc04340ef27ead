package io.tidings.event.services.invariant;

import io.tidings.event.services.internal.Inputs;
import java.util.ArrayList;
import java.util.List;

/**
 * Invariants of one owner. Immutable.
 *
 * @param invariants the invariants in the order of adding, at most {@value #MAX_INVARIANTS}
 */
public record InvariantSet(List<Invariant> invariants) {

  /** The maximum number of invariants of an owner. */
  public static final int MAX_INVARIANTS = 1_000;

  static final InvariantSet EMPTY = new InvariantSet(List.of());

  /**
   * Creates a set.
   *
   * @throws IllegalArgumentException if there are too many
   */
  public InvariantSet {
    invariants = Inputs.list(invariants, MAX_INVARIANTS, "invariants");
  }

  InvariantSet with(Invariant invariant) {
    List<Invariant> all = new ArrayList<>(invariants);
    all.add(invariant);
    return new InvariantSet(all);
  }
}
