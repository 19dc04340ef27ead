package io.tidings.samples.demo.steps;

import io.tidings.event.EventBus;
import io.tidings.event.services.Repository;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.actor.ActorRuntime;
import io.tidings.event.services.context.AssembledContext;
import io.tidings.event.services.context.ContextPipeline;
import io.tidings.event.services.context.ContextService;
import io.tidings.event.services.cost.CostBudgetService;
import io.tidings.event.services.decision.DecisionService;
import io.tidings.event.services.invariant.InvariantService;
import io.tidings.event.services.plan.Plan;
import io.tidings.event.services.plan.PlanLifecycleService;
import io.tidings.event.services.plan.PlanPhase;
import io.tidings.event.services.plan.PlanResources;
import io.tidings.event.services.resource.RepoIndexer;
import io.tidings.event.services.resource.Resource;
import io.tidings.event.services.resource.ResourceService;
import io.tidings.event.services.sandbox.SandboxService;
import io.tidings.event.services.session.SessionService;
import io.tidings.event.services.tool.Pause;
import io.tidings.event.services.tool.ToolPolicy;
import io.tidings.event.services.tool.ToolRuntime;
import io.tidings.samples.demo.directory.WorkDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The services of the host on one bus. Steps create the platform services.
 *
 * @param options the bus and further options of services
 * @param sessions sessions and their messages
 * @param plans the life cycle of plans
 * @param decisions decisions of plans
 * @param invariants invariants and their enforcement
 * @param budgets cost budgets
 * @param resources the files of the survey
 * @param indexer the index of the second copy
 * @param pipeline assembly of contexts
 * @param contexts queries of contexts
 * @param sandboxes working copies
 * @param planSandboxes the open sandbox of each plan
 * @param tools a runtime with one attempt per call
 * @param retrying a runtime with retries
 * @param limited a runtime with one attempt and a time limit
 * @param actors the runtime of actors
 */
record Services(
    ServiceOptions options,
    SessionService sessions,
    PlanLifecycleService plans,
    DecisionService decisions,
    InvariantService invariants,
    CostBudgetService budgets,
    ResourceService resources,
    RepoIndexer indexer,
    ContextPipeline pipeline,
    ContextService contexts,
    SandboxService sandboxes,
    PlanSandboxes planSandboxes,
    ToolRuntime tools,
    ToolRuntime retrying,
    ToolRuntime limited,
    ActorRuntime actors)
    implements AutoCloseable {

  private static final ToolPolicy RETRYING =
      ToolPolicy.defaults()
          .withTimeout(null)
          .withBackoff(Duration.ofMillis(5), Duration.ofMillis(50), ToolPolicy.DEFAULT_JITTER);

  /** A single attempt, since an interruption of the demo waits for its end. */
  private static final ToolPolicy LIMITED = ToolPolicy.once().withTimeout(Duration.ofSeconds(20));

  /** Returns the services of a host with a work directory. */
  static Services of(EventBus bus, WorkDirectory workDirectory, RandomGenerator random) {
    ServiceOptions options = ServiceOptions.of(bus);
    Repository<Plan> plans = Repository.inMemory();
    Repository<AssembledContext> contexts = Repository.inMemory();
    SandboxService sandboxes =
        new SandboxService(
            options,
            workDirectory.sandboxes(),
            Repository.inMemory(),
            Repository.inMemory(),
            id -> plans.get(id).phase() == PlanPhase.APPLIED);
    PlanSandboxes planSandboxes = new PlanSandboxes(sandboxes);
    ToolRuntime tools =
        new ToolRuntime(options, ToolPolicy.once(), Pause.sleeping(), random::nextDouble);
    return new Services(
        options,
        new SessionService(bus),
        new PlanLifecycleService(options, plans, planSandboxes),
        new DecisionService(bus),
        new InvariantService(bus),
        new CostBudgetService(bus),
        new ResourceService(options, new LatestResource()),
        new RepoIndexer(bus),
        new ContextPipeline(bus, contexts),
        new ContextService(bus, contexts),
        sandboxes,
        planSandboxes,
        tools,
        new ToolRuntime(options, RETRYING, Pause.sleeping(), random::nextDouble),
        new ToolRuntime(options, LIMITED, Pause.sleeping(), random::nextDouble),
        new ActorRuntime(options, tools, Integer.MAX_VALUE));
  }

  /** Returns a runtime of actors whose tools have a time limit. */
  ActorRuntime limitedActors() {
    return new ActorRuntime(options, limited, ActorRuntime.DEFAULT_MAX_CALLS);
  }

  @Override
  public void close() {
    tools.close();
    retrying.close();
    limited.close();
  }

  /**
   * A repository of the last registered resource only. The survey registers a file, reads it and
   * continues, so its memory does not grow with the number of files. Confined to one thread.
   */
  static final class LatestResource implements Repository<Resource> {

    private @Nullable Resource last;

    @Override
    public @Nullable Resource find(String id) {
      return last != null && last.id().equals(id) ? last : null;
    }

    @Override
    public boolean add(String id, Resource value) {
      last = value;
      return true;
    }

    @Override
    public boolean replace(String id, Resource current, Resource next) {
      boolean isCurrent = current.equals(find(id));
      last = isCurrent ? next : last;
      return isCurrent;
    }

    @Override
    public boolean remove(String id) {
      boolean isKnown = find(id) != null;
      last = isKnown ? null : last;
      return isKnown;
    }
  }

  /** The open sandbox of each plan; the cancellation of a plan discards it. Thread-safe. */
  static final class PlanSandboxes implements PlanResources {

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
}
