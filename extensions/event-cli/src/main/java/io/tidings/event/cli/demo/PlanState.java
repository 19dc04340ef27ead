package io.tidings.event.cli.demo;

import java.util.Locale;

/** How far a plan is within its phase. */
enum PlanState {
  /** The phase is under way. */
  PROCESSING,
  /** The phase is done; the next one may begin. */
  COMPLETE,
  /** The last phase is done. */
  APPLIED,
  /** A required check did not pass: the plan ends here, not applied. */
  CONSTRAINED,
  /** Nobody wants the plan any more. */
  CANCELLED,
  /** The phase failed. */
  ERRORED;

  /** Returns the text for an event's details. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
