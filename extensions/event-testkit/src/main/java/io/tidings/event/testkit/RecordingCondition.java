package io.tidings.event.testkit;

/** A condition on a recording as a whole. */
interface RecordingCondition {

  /** Returns the text of this condition, to follow "Expected". */
  String description();

  /** Returns whether a recording meets this condition. */
  boolean holds(Snapshot snapshot);

  /**
   * Returns whether waiting can end: this condition holds, or no further event can make it hold.
   */
  default boolean isSettled(Snapshot snapshot) {
    return holds(snapshot);
  }

  /** Returns whether a dropped event could have violated this condition. */
  boolean needsAll();

  /** Returns the failure message for a recording that does not meet this condition. */
  String failure(Snapshot snapshot);
}
