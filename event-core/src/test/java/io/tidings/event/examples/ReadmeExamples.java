package io.tidings.event.examples;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.Subscription;
import org.jspecify.annotations.Nullable;

/** The examples of the README, word for word, so that the compiler reads them. */
interface ReadmeExamples {

  static void first() {
    EventBus bus = EventBus.create();

    Subscription mail =
        bus.subscribe(
            EventType.PLAN_APPLIED, event -> System.out.println("applied " + event.planId()));

    bus.emit(
        DomainEvent.builder(EventType.PLAN_APPLIED)
            .planId("p-1")
            .detail("files_changed", 3)
            .build());

    mail.close();
    bus.close();
  }

  class PlanService {
    private final EventEmitter events;

    PlanService(@Nullable EventBus bus) {
      events = EventEmitter.of(bus);
    }

    void cancel(String planId, String reason) {
      // ... the work itself, and then:
      events.emit(EventType.PLAN_CANCELLED, e -> e.planId(planId).detail("reason", reason));
    }
  }

  enum OrderEvent implements EventKind {
    PLACED,
    SHIPPED;

    @Override
    public String id() {
      return "order." + (this == PLACED ? "placed" : "shipped");
    }
  }

  static void selectors(EventBus bus) {
    EventSelector failures =
        EventSelector.anyOf(
                EventSelector.kind(EventType.TOOL_ERRORED), EventSelector.category("budget"))
            .and(EventSelector.session("s-1"));

    bus.subscribe(failures, event -> System.err.println(event.kind().id()));
  }
}
