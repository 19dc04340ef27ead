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
import io.tidings.event.services.resource.RepoIndexer;
import io.tidings.event.services.resource.ResourceService;
import io.tidings.event.services.sandbox.SandboxService;
import io.tidings.event.services.session.SessionService;
import io.tidings.event.services.tool.Pause;
import io.tidings.event.services.tool.ToolPolicy;
import io.tidings.event.services.tool.ToolRuntime;
import io.tidings.samples.demo.directory.WorkDirectory;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The services of the host, all on one bus. The platform services are made where they are used.
 *
 * @param options the bus and what else services take
 * @param sessions what is said
 * @param plans how far each plan is
 * @param decisions what was decided
 * @param invariants what must hold
 * @param budgets what may be spent
 * @param resources the files of the survey
 * @param indexer indexes the second copy
 * @param pipeline assembles contexts
 * @param contexts looks into them
 * @param sandboxes working copies
 * @param held which plan holds which of them
 * @param tools the tools that work, or not, at the first attempt
 * @param patient the tools that are tried again
 * @param limited the tools that have a time limit
 * @param actors who calls the tools
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
    PlanSandboxes held,
    ToolRuntime tools,
    ToolRuntime patient,
    ToolRuntime limited,
    ActorRuntime actors)
    implements AutoCloseable {

  private static final ToolPolicy PATIENT =
      ToolPolicy.defaults()
          .withTimeout(null)
          .withBackoff(Duration.ofMillis(5), Duration.ofMillis(50), ToolPolicy.DEFAULT_JITTER);

  /** One attempt alone: whoever interrupts the demo waits for it. */
  private static final ToolPolicy LIMITED = ToolPolicy.once().withTimeout(Duration.ofSeconds(20));

  /** Returns the services of a host that works in a place. */
  static Services of(EventBus bus, WorkDirectory place, RandomGenerator random) {
    ServiceOptions options = ServiceOptions.of(bus);
    Repository<Plan> plans = Repository.inMemory();
    Repository<AssembledContext> contexts = Repository.inMemory();
    SandboxService sandboxes =
        new SandboxService(
            options,
            place.sandboxes(),
            Repository.inMemory(),
            Repository.inMemory(),
            id -> plans.get(id).phase() == PlanPhase.APPLIED);
    PlanSandboxes held = new PlanSandboxes(sandboxes);
    ToolRuntime tools =
        new ToolRuntime(options, ToolPolicy.once(), Pause.sleeping(), random::nextDouble);
    return new Services(
        options,
        new SessionService(bus),
        new PlanLifecycleService(options, plans, held),
        new DecisionService(bus),
        new InvariantService(bus),
        new CostBudgetService(bus),
        new ResourceService(options, new LatestResource()),
        new RepoIndexer(bus),
        new ContextPipeline(bus, contexts),
        new ContextService(bus, contexts),
        sandboxes,
        held,
        tools,
        new ToolRuntime(options, PATIENT, Pause.sleeping(), random::nextDouble),
        new ToolRuntime(options, LIMITED, Pause.sleeping(), random::nextDouble),
        new ActorRuntime(options, tools, Integer.MAX_VALUE));
  }

  /** Returns the runtime of actors whose tools have a time limit. */
  ActorRuntime limitedActors() {
    return new ActorRuntime(options, limited, ActorRuntime.DEFAULT_MAX_CALLS);
  }

  @Override
  public void close() {
    tools.close();
    patient.close();
    limited.close();
  }
}
