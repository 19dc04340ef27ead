package io.tidings.event.services.plan;

/** Phase of a plan, in order. */
public enum PlanPhase {
  /** The plan's strategy is worked out. */
  STRATEGIZE("strategize"),
  /** The plan's work is done in isolation from its target. */
  EXECUTE("execute"),
  /** The work is applied to its target. */
  APPLY("apply"),
  /** The work is applied. Final; nothing is processed in this phase. */
  APPLIED("applied");

  private final String id;

  PlanPhase(String id) {
    this.id = id;
  }

  /** Returns the value used in events, such as {@code strategize}. */
  public String id() {
    return id;
  }
}
