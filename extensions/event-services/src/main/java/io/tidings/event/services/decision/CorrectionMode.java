package io.tidings.event.services.decision;

/** How a correction is to be taken. */
public enum CorrectionMode {
  /** What followed from the decision is to be undone. */
  REVERT("revert"),
  /** What followed stands, and the guidance is added to it. */
  APPEND("append");

  private final String id;

  CorrectionMode(String id) {
    this.id = id;
  }

  /** Returns the text that stands for the mode in events, such as {@code revert}. */
  public String id() {
    return id;
  }
}
