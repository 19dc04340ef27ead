package io.tidings.event.services.plan;

/** How far a plan has come. */
public enum PlanPhase {
  /** Thinking about what to do. */
  STRATEGIZE("strategize"),
  /** Doing it, apart from what is there. */
  EXECUTE("execute"),
  /** Changing what is there. */
  APPLY("apply"),
  /** The end: what was to be changed is changed. Nothing is processed here. */
  APPLIED("applied");

  private final String id;

  PlanPhase(String id) {
    this.id = id;
  }

  /** Returns the text that stands for the phase in events, such as {@code strategize}. */
  public String id() {
    return id;
  }
}
