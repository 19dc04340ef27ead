package io.tidings.samples.demo.steps;

import io.tidings.event.services.plan.PlanResources;
import io.tidings.event.services.sandbox.SandboxService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The open sandbox of each plan; the cancellation of a plan discards it. Thread-safe. */
final class PlanSandboxes implements PlanResources {

  private final SandboxService sandboxes;
  private final Map<String, String> byPlan = new ConcurrentHashMap<>();

  PlanSandboxes(SandboxService sandboxes) {
    this.sandboxes = sandboxes;
  }

  /** Registers the sandbox of a plan, replacing an earlier one. */
  void register(String planId, String sandboxId) {
    byPlan.put(planId, sandboxId);
  }

  /** Removes the sandbox of a plan, which is committed and needs no release. */
  void forget(String planId) {
    byPlan.remove(planId);
  }

  @Override
  public List<String> release(String planId) {
    String sandbox = byPlan.remove(planId);
    if (sandbox == null) {
      return List.of();
    }
    try {
      sandboxes.discard(sandbox);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return List.of("sandbox " + sandbox);
  }
}
