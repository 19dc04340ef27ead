package io.tidings.event.services.invariant;

/** Check of an invariant. */
@FunctionalInterface
public interface InvariantCheck {

  /** Returns whether the invariant holds; throws if it cannot be determined. */
  boolean holds(Invariant invariant) throws Exception;
}
