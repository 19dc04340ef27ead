package io.tidings.event.services.plan;

/** Processing state of a plan's current phase. */
public enum ProcessingState {
  /** Waiting for processing. */
  QUEUED("queued"),
  /** Processing. */
  PROCESSING("processing"),
  /** Processed successfully. */
  COMPLETE("complete"),
  /** Failed; the phase can be retried, or the plan reverted to an earlier one. */
  ERRORED("errored"),
  /** Cancelled. Final. */
  CANCELLED("cancelled");

  private final String id;

  ProcessingState(String id) {
    this.id = id;
  }

  /** Returns the value used in events, such as {@code queued}. */
  public String id() {
    return id;
  }
}
