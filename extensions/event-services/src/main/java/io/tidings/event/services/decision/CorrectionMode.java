package io.tidings.event.services.decision;

/** Effect of a correction on what followed from the decision. */
public enum CorrectionMode {
  /** The consequences of the decision are to be undone. */
  REVERT("revert"),
  /** The consequences stand, and the guidance is added. */
  APPEND("append");

  private final String id;

  CorrectionMode(String id) {
    this.id = id;
  }

  /** Returns the value used in events, such as {@code revert}. */
  public String id() {
    return id;
  }
}
