package io.tidings.event.services.plan;

/** What is going on in a plan's present phase. */
public enum ProcessingState {
  /** Waiting to be worked on. */
  QUEUED("queued"),
  /** Being worked on. */
  PROCESSING("processing"),
  /** Done. */
  COMPLETE("complete"),
  /** Failed; the phase can be tried again, or the plan go back to an earlier one. */
  ERRORED("errored"),
  /** Given up; nothing goes on from here. */
  CANCELLED("cancelled");

  private final String id;

  ProcessingState(String id) {
    this.id = id;
  }

  /** Returns the text that stands for the state in events, such as {@code queued}. */
  public String id() {
    return id;
  }
}
