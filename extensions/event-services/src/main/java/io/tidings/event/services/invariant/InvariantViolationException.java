package io.tidings.event.services.invariant;

import java.io.Serial;
import java.util.List;

/** Invariants contradict each other, or do not hold. */
public final class InvariantViolationException extends IllegalStateException {

  @Serial private static final long serialVersionUID = 1L;

  private final transient List<Invariant> violated;

  InvariantViolationException(String message, List<Invariant> violated) {
    super(message);
    this.violated = List.copyOf(violated);
  }

  /** Returns the invariants; never empty. */
  public List<Invariant> violated() {
    return violated;
  }
}
