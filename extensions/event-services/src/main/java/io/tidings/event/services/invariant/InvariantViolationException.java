package io.tidings.event.services.invariant;

import java.io.Serial;
import java.util.List;

/** Thrown when invariants contradict each other or do not hold. */
public final class InvariantViolationException extends IllegalStateException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient List<Invariant> invariants;

  InvariantViolationException(String message, List<Invariant> invariants) {
    super(message);
    this.invariants = List.copyOf(invariants);
  }

  /** Returns the invariants; never empty. They are not serialized. */
  public List<Invariant> violatedInvariants() {
    return invariants;
  }
}
