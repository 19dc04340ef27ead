package io.tidings.event.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.services.actor.Actor;
import io.tidings.event.services.actor.ActorResult;
import io.tidings.event.services.actor.ActorRuntime;
import io.tidings.event.services.context.AssembledContext;
import io.tidings.event.services.context.ContextFragment;
import io.tidings.event.services.context.ContextPipeline;
import io.tidings.event.services.context.ContextService;
import io.tidings.event.services.context.NewContext;
import io.tidings.event.services.cost.Budget;
import io.tidings.event.services.cost.BudgetType;
import io.tidings.event.services.cost.CostBudgetService;
import io.tidings.event.services.cost.Spending;
import io.tidings.event.services.decision.CorrectionMode;
import io.tidings.event.services.decision.DecisionService;
import io.tidings.event.services.decision.NewDecision;
import io.tidings.event.services.host.ExactPayloads;
import io.tidings.event.services.invariant.InvariantOwner;
import io.tidings.event.services.invariant.InvariantService;
import io.tidings.event.services.invariant.InvariantViolationException;
import io.tidings.event.services.invariant.NewInvariant;
import io.tidings.event.services.invariant.PlanInPhase;
import io.tidings.event.services.plan.ApplyReport;
import io.tidings.event.services.plan.NewPlan;
import io.tidings.event.services.plan.PlanLifecycleService;
import io.tidings.event.services.plan.PlanPhase;
import io.tidings.event.services.resource.RepoIndexer;
import io.tidings.event.services.resource.Resource;
import io.tidings.event.services.resource.ResourceService;
import io.tidings.event.services.resource.ResourceWatcher;
import io.tidings.event.services.sandbox.SandboxService;
import io.tidings.event.services.session.MessageRole;
import io.tidings.event.services.session.SessionService;
import io.tidings.event.services.tool.Tool;
import io.tidings.event.services.tool.ToolPolicy;
import io.tidings.event.services.tool.ToolRuntime;
import io.tidings.event.services.validation.Validation;
import io.tidings.event.services.validation.ValidationPipeline;
import io.tidings.event.testkit.EmissionCoverage;
import io.tidings.event.testkit.RecordingEventBus;
import io.tidings.event.testkit.contract.Contract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Life of an agent on one bus with all services: every lifecycle type is emitted with the details
 * of its payload record.
 */
class AgentLifeTest {

  private static final List<EventType> LIFECYCLE =
      Stream.of(EventType.values()).filter(EventType::isLifecycle).toList();

  private final EmissionCoverage coverage = EmissionCoverage.of(LIFECYCLE);
  private final RecordingEventBus bus = RecordingEventBus.create(options -> options.tap(coverage));
  private final PlanLifecycleService plans = new PlanLifecycleService(bus);
  private final DecisionService decisions = new DecisionService(bus);
  private final InvariantService invariants = new InvariantService(bus);
  private final SessionService sessions = new SessionService(bus);
  private final CostBudgetService budgets = new CostBudgetService(bus);
  private final ResourceService resources = new ResourceService(bus);

  @TempDir private Path directory;
  private Path repository;

  @BeforeEach
  void live() throws Exception {
    repository = Files.createDirectory(directory.resolve("repository"));
    Path readme = Files.writeString(repository.resolve("README.md"), "a readme on Maven");
    String session = sessions.create().id();
    sessions.append(session, MessageRole.USER, "build it, please");
    try (var scope = EventScope.none().withUser("margaret").open()) {
      String plan = plans.useAction(NewPlan.of("build").withSession(session)).id();
      strategize(plan);
      read(plan, readme);
      plans.execute(plan);
      execute(plan);
      plans.apply(plan);
      plans.start(plan);
      budgets.set(Budget.of(BudgetType.PLAN, plan, 10));
      budgets.spend(new Spending(11, plan, session, null, "acme", "large"));
      validate();
      plans.completeApply(plan, new ApplyReport(1, Map.of("tests", true)));
    }
    plans.cancel(plans.useAction(NewPlan.of("deploy")).id(), "no longer wanted");
    String failing = plans.start(plans.useAction(NewPlan.of("explode")).id()).id();
    plans.failStrategize(failing, new IOException("no idea"));
  }

  private void strategize(String plan) throws Exception {
    plans.start(plan);
    String one = decisions.record(new NewDecision(plan, "build", "How?", "Maven", "")).id();
    String other = decisions.record(new NewDecision(plan, "build", "How?", "Gradle", "")).id();
    decisions.approve(one, "Margaret");
    decisions.correct(one, CorrectionMode.APPEND, "with tests");
    decisions.supersede(one, other);
    PlanInPhase phase = new PlanInPhase(plan, null, PlanPhase.STRATEGIZE);
    invariants.add(new NewInvariant(InvariantOwner.global(), "tests", "green", other));
    invariants.reconcile(phase);
    invariants.enforce(phase, invariant -> true);
    assertThatThrownBy(() -> invariants.enforce(phase, invariant -> false))
        .isInstanceOf(InvariantViolationException.class);
    plans.completeStrategize(plan);
  }

  private void read(String plan, Path readme) throws Exception {
    try (ResourceWatcher watcher = ResourceWatcher.open(bus, "repo", repository)) {
      Files.writeString(repository.resolve("new"), "");
      assertThat(watcher.await(Duration.ofSeconds(60))).hasSize(1);
    }
    new RepoIndexer(bus).index("repo", repository);
    resources.register(new Resource("readme", readme));
    String text = new String(resources.read("readme"), StandardCharsets.UTF_8);
    Repository<AssembledContext> contexts = Repository.inMemory();
    AssembledContext context =
        new ContextPipeline(bus, contexts)
            .assemble(
                new NewContext(100, plan, null), List.of(new ContextFragment("readme", text, 1)));
    new ContextService(bus, contexts).query(context.id(), "maven", 9);
  }

  private void execute(String plan) throws Exception {
    plans.start(plan);
    SandboxService sandboxes = new SandboxService(bus, directory.resolve("home"));
    String sandbox = sandboxes.create(plan, repository).id();
    String checkpoint = sandboxes.checkpoint(sandbox, "before", PlanPhase.EXECUTE).id();
    AtomicInteger calls = new AtomicInteger();
    Tool<String, String> flaky =
        Tool.of(
            "flaky",
            input -> {
              if (calls.incrementAndGet() % 3 != 0) {
                throw new IOException("busy");
              }
              return input;
            });
    ToolPolicy twice = ToolPolicy.defaults().withMaxAttempts(2);
    try (ToolRuntime tools =
        new ToolRuntime(ServiceOptions.of(bus), twice, pause -> {}, () -> 0.5)) {
      ActorRuntime actors = new ActorRuntime(bus, tools);
      Actor<String, String> worker =
          Actor.of(
              "worker",
              (input, called) ->
                  input.isEmpty()
                      ? ActorResult.escalated("nothing to do", "a person")
                      : ActorResult.completed(called.call(flaky, input)));
      assertThatThrownBy(() -> actors.run(worker, "x")).hasMessage("busy");
      assertThat(actors.run(worker, "x")).isEqualTo(ActorResult.completed("x"));
      actors.run(worker, "");
    }
    sandboxes.restore(checkpoint);
    sandboxes.commit(sandbox);
    plans.completeExecute(plan);
  }

  private void validate() {
    List<Validation<Path>> checks =
        List.of(Validation.required("readme", root -> Files.exists(root.resolve("README.md"))));
    ValidationPipeline<Path> pipeline = new ValidationPipeline<>(bus, checks);
    pipeline.run(repository);
    pipeline.run(directory);
  }

  @Test
  void every_lifecycle_type_is_emitted() {
    assertThat(LIFECYCLE).hasSize(38);
    coverage.assertComplete();
  }

  /** EMI-14: the parts that name what an event is about, by category. */
  private static final Map<String, List<String>> ON_TOP =
      Map.of(
          "plan", List.of("plan"),
          "decision", List.of("plan"),
          "invariant", List.of("plan"),
          "actor", List.of("actor"),
          "sandbox", List.of("plan"),
          "context", List.of("plan"),
          "session", List.of("session"),
          "budget", List.of("plan", "session"));

  @Test
  @Contract({"EMI-14", "EMI-17"})
  void every_event_has_the_details_of_its_payload() {
    List<DomainEvent> events = bus.recording().events();

    ExactPayloads.ofServices().assertExact(events);
    assertThat(ExactPayloads.ofServices().absent(events))
        .as("no file is moved here, see ResourceWatcherTest")
        .containsExactly("resource.modified previous_path");
    for (DomainEvent event : events) {
      for (String name : ON_TOP.getOrDefault(EventKind.category(event.kind()), List.of())) {
        assertThat(onTop(event, name)).as("%s of %s", name, event.kind().id()).isNotNull();
      }
    }
  }

  private static @Nullable String onTop(DomainEvent event, String name) {
    return switch (name) {
      case "plan" -> event.planId();
      case "session" -> event.sessionId();
      case "actor" -> event.actorName();
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** What is done for a plan and within a run is known to belong there (ACC-04). */
  @Test
  void what_actors_and_tools_do_hangs_together() {
    List<DomainEvent> events = bus.recording().events();
    DomainEvent run =
        events.stream()
            .filter(event -> event.is(EventType.ACTOR_INVOKED))
            .findFirst()
            .orElseThrow();

    assertThat(events)
        .filteredOn(event -> run.id().equals(event.causationId()))
        .extracting(event -> event.kind().id())
        .containsExactly("tool.invoked", "actor.errored");
    assertThat(events)
        .filteredOn(event -> run.correlationId().equals(event.correlationId()))
        .extracting(event -> event.kind().id())
        .containsExactly(
            "actor.invoked", "tool.invoked", "tool.retried", "tool.errored", "actor.errored");
  }
}
