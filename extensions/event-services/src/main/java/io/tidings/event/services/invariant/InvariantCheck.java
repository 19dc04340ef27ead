package io.tidings.event.services.invariant;

/** Finds out whether an invariant holds. */
@FunctionalInterface
public interface InvariantCheck {

  /** Tells whether the invariant holds; may throw if it cannot be told. */
  boolean holds(Invariant invariant) throws Exception;
}
