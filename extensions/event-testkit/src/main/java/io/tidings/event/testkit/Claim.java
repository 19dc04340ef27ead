package io.tidings.event.testkit;

/** Something that is said of a recording as a whole. */
interface Claim {

  /** Returns what is claimed, to follow "Expected". */
  String wanted();

  boolean holds(Snapshot snapshot);

  /**
   * Tells whether more events cannot change the answer, or it need not be waited for any longer.
   */
  default boolean isSettled(Snapshot snapshot) {
    return holds(snapshot);
  }

  /** Tells whether events that were let go might have contradicted. */
  boolean needsAll();

  /** Returns what is wrong with a recording that does not hold the claim. */
  String complaint(Snapshot snapshot);
}
