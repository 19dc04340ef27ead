package io.tidings.event.services.plan;

import java.util.List;

/** Gives back what a plan holds, such as sandboxes and locks, when it is cancelled. Thread-safe. */
@FunctionalInterface
public interface PlanResources {

  /**
   * Releases all that the plan holds; called once the plan is saved as cancelled. What is thrown
   * goes on to whoever cancels, after the events.
   *
   * @return the names of what was released; the event has the beginning of the first thousand, and
   *     how many there are
   */
  List<String> release(String planId);

  /** Returns the resources of a host whose plans hold none. */
  static PlanResources none() {
    return planId -> List.of();
  }
}
