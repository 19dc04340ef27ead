package io.tidings.event.benchmarks.suites;

import io.tidings.event.EventBus;
import io.tidings.event.EventType;
import io.tidings.event.services.Change;
import io.tidings.event.services.Repository;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.decision.Decision;
import io.tidings.event.services.decision.DecisionService;
import io.tidings.event.services.decision.DecisionStatus;
import io.tidings.event.services.decision.NewDecision;
import io.tidings.event.services.plan.NewPlan;
import io.tidings.event.services.plan.Plan;
import io.tidings.event.services.plan.PlanLifecycleService;
import io.tidings.event.services.plan.PlanPhase;
import io.tidings.event.services.plan.PlanResources;
import io.tidings.event.services.plan.ProcessingState;
import io.tidings.event.services.resource.Resource;
import io.tidings.event.services.resource.ResourceService;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Operations of three services in four hosts, compared with the same work without an emitter. Time
 * and ids are constants and the repository stores nothing, so that little else is measured.
 */
@State(Scope.Benchmark)
public class ServicesBenchmark {

  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

  private final NewDecision content =
      new NewDecision("p-1", "build", "How?", "Maven", "well known");
  private final Host none = new Host(null);
  private final Host noop = new Host(EventBus.noop());
  private final Host notEnabled = new Host(Handlers.bus(Handlers.create(1)));
  private final Host subscribed = new Host(subscribedBus());

  /** Services of a host, and its repositories for the bare variants. */
  private static final class Host {
    final ServiceOptions options;
    final Repository<Resource> resource = new Constant<>(new Resource("r", Path.of("r")));
    final Repository<Decision> decision = new Constant<>(null);
    final Repository<Plan> plan =
        new Constant<>(
            new Plan(
                "p-1",
                "p-1",
                NewPlan.of("build"),
                PlanPhase.STRATEGIZE,
                ProcessingState.QUEUED,
                NOW,
                NOW));
    final ResourceService resources;
    final DecisionService decisions;
    final PlanLifecycleService plans;

    Host(@Nullable EventBus bus) {
      options = ServiceOptions.of(bus).withClock(() -> NOW).withIds(() -> "d-1");
      resources = new ResourceService(options, resource);
      decisions = new DecisionService(options, decision);
      plans = new PlanLifecycleService(options, plan, PlanResources.none());
    }
  }

  /** Repository that returns a constant and accepts every change. */
  private record Constant<T>(@Nullable T value) implements Repository<T> {
    @Override
    public @Nullable T find(String id) {
      return value;
    }

    @Override
    public boolean add(String id, T next) {
      return true;
    }

    @Override
    public boolean replace(String id, T current, T next) {
      return true;
    }

    @Override
    public boolean remove(String id) {
      return true;
    }
  }

  private static EventBus subscribedBus() {
    EventBus bus = EventBus.create();
    for (EventType kind :
        List.of(
            EventType.RESOURCE_ACCESSED,
            EventType.DECISION_CREATED,
            EventType.PLAN_STATE_CHANGED)) {
      bus.subscribe(kind, Handlers.create(1)[0]);
    }
    return bus;
  }

  @Benchmark
  public Resource resolveBare() {
    return none.resource.get("r");
  }

  @Benchmark
  public Decision recordBare() {
    String id = none.options.newId();
    return none.decision.create(
        id,
        new Decision(
            id, content, DecisionStatus.RECORDED, null, List.of(), null, none.options.now()));
  }

  @Benchmark
  public Plan startBare() {
    Change<Plan> change = none.plan.change("p-1", this::start);
    return change.after();
  }

  private Plan start(Plan plan) {
    if (plan.state() != ProcessingState.QUEUED) {
      throw new IllegalStateException("the plan is not queued");
    }
    return new Plan(
        plan.id(),
        plan.rootId(),
        plan.origin(),
        plan.phase(),
        ProcessingState.PROCESSING,
        plan.createdAt(),
        none.options.now());
  }

  @Benchmark
  public Resource resolveNone() {
    return none.resources.resolve("r");
  }

  @Benchmark
  public Decision recordNone() {
    return none.decisions.record(content);
  }

  @Benchmark
  public Plan startNone() {
    return none.plans.start("p-1");
  }

  @Benchmark
  public Resource resolveNoop() {
    return noop.resources.resolve("r");
  }

  @Benchmark
  public Decision recordNoop() {
    return noop.decisions.record(content);
  }

  @Benchmark
  public Plan startNoop() {
    return noop.plans.start("p-1");
  }

  @Benchmark
  public Resource resolveNotEnabled() {
    return notEnabled.resources.resolve("r");
  }

  @Benchmark
  public Decision recordNotEnabled() {
    return notEnabled.decisions.record(content);
  }

  @Benchmark
  public Plan startNotEnabled() {
    return notEnabled.plans.start("p-1");
  }

  @Benchmark
  public Resource resolveSubscribed() {
    return subscribed.resources.resolve("r");
  }

  @Benchmark
  public Decision recordSubscribed() {
    return subscribed.decisions.record(content);
  }

  @Benchmark
  public Plan startSubscribed() {
    return subscribed.plans.start("p-1");
  }
}
