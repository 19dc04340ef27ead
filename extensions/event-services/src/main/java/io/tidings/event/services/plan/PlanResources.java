package io.tidings.event.services.plan;

import java.util.List;

/**
 * Release of a cancelled plan's resources, such as sandboxes and locks. Implementations must be
 * thread-safe.
 */
@FunctionalInterface
public interface PlanResources {

  /**
   * Releases all resources of a plan. Called on the cancelling thread after the plan is saved as
   * cancelled. Exceptions propagate to the caller of {@link PlanLifecycleService#cancel}, after the
   * events.
   *
   * @return the names of the released resources; the event carries at most the first 1,000,
   *     shortened, and their number
   */
  List<String> release(String planId);

  /** Returns an instance that releases nothing. */
  static PlanResources none() {
    return planId -> List.of();
  }
}
