package io.tidings.samples.demo.steps;

import io.tidings.event.services.plan.PlanResources;
import io.tidings.event.services.sandbox.SandboxService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The sandboxes that plans hold, to be discarded when a plan is cancelled. Thread-safe. */
final class PlanSandboxes implements PlanResources {

  private final SandboxService sandboxes;
  private final Map<String, String> byPlan = new ConcurrentHashMap<>();

  PlanSandboxes(SandboxService sandboxes) {
    this.sandboxes = sandboxes;
  }

  void hold(String planId, String sandboxId) {
    byPlan.put(planId, sandboxId);
  }

  /** The sandbox is committed: there is nothing to be released. */
  void letGo(String planId) {
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
