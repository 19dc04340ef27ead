package io.tidings.event.testkit.examples;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventContext;
import io.tidings.event.EventType;
import java.util.concurrent.Executor;

/** A host's service, as far as the examples need one. */
final class PlanService {

  private final EventBus bus;

  PlanService(EventBus bus) {
    this.bus = bus;
  }

  void apply(String planId) {
    DomainEvent decision = bus.events().builder(EventType.DECISION_CREATED).planId(planId).build();
    bus.emit(decision);
    bus.emit(
        bus.events().caused(decision, EventType.PLAN_APPLIED).detail("files_changed", 3).build());
  }

  void applyLater(String planId, Executor executor) {
    EventContext.propagating(executor).execute(() -> apply(planId));
  }
}
