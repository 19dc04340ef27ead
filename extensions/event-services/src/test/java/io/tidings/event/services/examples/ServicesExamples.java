package io.tidings.event.services.examples;

import io.tidings.event.EventBus;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventSelector;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.services.Repository;
import io.tidings.event.services.ServiceOptions;
import io.tidings.event.services.actor.Actor;
import io.tidings.event.services.actor.ActorResult;
import io.tidings.event.services.actor.ActorRuntime;
import io.tidings.event.services.decision.DecisionService;
import io.tidings.event.services.payload.PlanPayloads;
import io.tidings.event.services.payload.ServiceCatalog;
import io.tidings.event.services.payload.ToolPayloads;
import io.tidings.event.services.plan.Plan;
import io.tidings.event.services.plan.PlanLifecycleService;
import io.tidings.event.services.plan.PlanResources;
import io.tidings.event.services.resource.ResourceWatcher;
import io.tidings.event.services.tool.Tool;
import io.tidings.event.services.tool.ToolRuntime;
import io.tidings.event.spi.IdSource;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;

/** Examples of docs/guide/services.md and of the services' Javadoc. */
final class ServicesExamples {

  private ServicesExamples() {}

  static DecisionService options(EventBus bus) {
    ServiceOptions options = ServiceOptions.defaults().withBus(bus);
    DecisionService decisions = new DecisionService(options, Repository.inMemory());
    return decisions;
  }

  static void watch(EventBus bus, Path directory) throws Exception {
    try (ResourceWatcher watcher = ResourceWatcher.open(bus, "docs", directory)) {
      while (watcher.isWatching()) {
        watcher.await(Duration.ofMinutes(1));
      }
    }
  }

  static List<DecisionService> optional(EventBus bus) {
    DecisionService silent = new DecisionService(null);
    DecisionService emitting = new DecisionService(bus);
    return List.of(silent, emitting);
  }

  static PlanLifecycleService outside(
      EventBus bus, InstantSource clock, IdSource ids, Repository<Plan> repository) {
    ServiceOptions options = ServiceOptions.of(bus).withClock(clock).withIds(ids);
    PlanLifecycleService plans =
        new PlanLifecycleService(options, repository, PlanResources.none());
    return plans;
  }

  static void causes(EventBus bus) throws Exception {
    ToolRuntime tools = new ToolRuntime(bus);
    ActorRuntime actors = new ActorRuntime(bus, tools);
    Tool<String, Integer> length = Tool.of("length", String::length);
    Actor<String, Integer> counter =
        Actor.of("counter", (text, runTools) -> ActorResult.completed(runTools.call(length, text)));
    actors.run(counter, "four");
  }

  static void failures(EventBus bus) {
    bus.subscribe(ToolPayloads.ERRORED, (error, event) -> alert(error.toolName()));
  }

  static void plans(EventBus bus, Consumer<Integer> meter) {
    bus.subscribe(
        EventSelector.kind(PlanPayloads.APPLIED).and(EventSelector.session("s-1")),
        SubscriptionOptions.named("applied"),
        PlanPayloads.APPLIED.handler((applied, event) -> meter.accept(applied.filesChanged())));
  }

  static EventCatalog catalog() {
    EventCatalog catalog = EventCatalog.builder().all(ServiceCatalog.CATALOG).build();
    return catalog;
  }

  private static void alert(String toolName) {
    if (toolName.isEmpty()) {
      throw new IllegalArgumentException("toolName must not be empty");
    }
  }
}
