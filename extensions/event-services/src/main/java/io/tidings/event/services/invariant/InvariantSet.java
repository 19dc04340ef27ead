package io.tidings.event.services.invariant;

import io.tidings.event.services.internal.Inputs;
import java.util.ArrayList;
import java.util.List;

/**
 * The invariants of one owner. Immutable.
 *
 * @param invariants in the order they were added, at most {@value #MAX_INVARIANTS}
 */
public record InvariantSet(List<Invariant> invariants) {

  /** How many invariants an owner can have. */
  public static final int MAX_INVARIANTS = 1_000;

  static final InvariantSet EMPTY = new InvariantSet(List.of());

  /**
   * Creates it.
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
