package io.tidings.event.examples;

import io.tidings.event.DispatchOrder;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventBuilder;
import io.tidings.event.EventBus;
import io.tidings.event.EventContext;
import io.tidings.event.EventEmitter;
import io.tidings.event.EventFactory;
import io.tidings.event.EventKind;
import io.tidings.event.EventLimits;
import io.tidings.event.EventScope;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.ExternalId;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.async.AsyncTap;
import io.tidings.event.async.OverflowPolicy;
import io.tidings.event.spi.EventTap;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The examples of the Javadoc, word for word, so that the compiler reads them. */
final class JavadocExamples {

  private JavadocExamples() {}

  interface Mailer {
    void send(@Nullable String planId);
  }

  interface Trail {
    void append(DomainEvent event);
  }

  interface Service {
    void handle(String request);
  }

  record Decision(String id) {}

  static final class Store {
    private final List<Decision> decisions = new java.util.ArrayList<>();

    void save(Decision decision) {
      decisions.add(decision);
    }
  }

  interface Request {
    @Nullable String header(String name);
  }

  static EventScope lenientScope(Request request) {
    EventScope scope =
        EventScope.lenient(null, null, request.header("project"), request.header("user"));
    return scope;
  }

  static EventBuilder externalId(EventBus bus, String memoryId) {
    EventBuilder event =
        bus.events().builder(EventType.SESSION_CREATED).sessionId(ExternalId.encode(memoryId));
    return event;
  }

  static DomainEvent domainEvent() {
    DomainEvent event =
        DomainEvent.builder(EventType.PLAN_APPLIED)
            .planId("01JCPLAN")
            .detail("files_changed", 3)
            .build();
    return event;
  }

  static void eventBus(Mailer mailer) {
    EventBus bus = EventBus.create();
    Subscription mail = bus.subscribe(EventType.PLAN_APPLIED, e -> mailer.send(e.planId()));
    bus.emit(DomainEvent.builder(EventType.PLAN_APPLIED).planId("p-1").detail("files", 3).build());
    mail.close();
    bus.close();
  }

  static EventBus eventBusBuilder(Trail trail) {
    EventBus bus =
        EventBus.builder().order(DispatchOrder.IMMEDIATE).tap(event -> trail.append(event)).build();
    return bus;
  }

  static void eventContext(EventBus bus, Executor pool) {
    Executor executor = EventContext.propagating(pool);
    executor.execute(() -> bus.emit(DomainEvent.of(EventType.TOOL_COMPLETED)));
  }

  static final class Emitting {

    private final Store store = new Store();

    class DecisionService {
      private final EventEmitter events;

      DecisionService(@Nullable EventBus bus) {
        events = EventEmitter.of(bus);
      }

      void approve(Decision decision) {
        store.save(decision);
        events.emit(EventType.DECISION_APPROVED, e -> e.detail("decision_id", decision.id()));
      }
    }
  }

  interface Tool {
    static void describe(EventBuilder event, Tool tool) {
      event.detail("tool_name", tool.getClass().getSimpleName());
    }

    void run();
  }

  static void eventEmitterCause(EventEmitter events, DomainEvent invoked, long millis) {
    events.emit(invoked, EventType.TOOL_COMPLETED, e -> e.detail("duration_ms", millis));
  }

  static void eventEmitterBegin(EventEmitter events, Tool tool) {
    EventContext call = events.begin(EventType.TOOL_INVOKED, tool, Tool::describe);
    try (var opened = call.open()) {
      tool.run();
    }
  }

  static void eventFactory() {
    EventFactory events = EventFactory.standard().withClock(InstantSource.system());
    EventBus bus = EventBus.builder().events(events).build();
    bus.emit(bus.events().builder(EventType.SESSION_CREATED).sessionId("s-1").build());
  }

  enum OrderEvent implements EventKind {
    PLACED("order.placed"),
    SHIPPED("order.shipped");

    private final String id;

    OrderEvent(String id) {
      this.id = id;
    }

    @Override
    public String id() {
      return id;
    }
  }

  static EventFactory eventLimits() {
    EventLimits wide = EventLimits.defaults().withMaxStringLength(1 << 20);
    EventFactory events = EventFactory.standard().withLimits(wide);
    return events;
  }

  static void eventScope(Service service, String request) {
    EventScope scope = EventScope.none().withProject("apollo").withUser("margaret");
    try (var opened = scope.open()) {
      service.handle(request);
    }
  }

  static EventSelector eventSelector() {
    EventSelector failures =
        EventSelector.kinds(EventType.TOOL_ERRORED, EventType.ACTOR_ERRORED)
            .and(EventSelector.session("s-1"))
            .where(event -> event.actorName() != null);
    return failures;
  }

  static void subscriptionOptions(EventBus bus, Mailer mailer) {
    bus.subscribe(
        EventSelector.kind(EventType.PLAN_APPLIED),
        SubscriptionOptions.named("mailer"),
        event -> mailer.send(event.planId()));
  }

  static EventBus asyncTap(EventTap tap) {
    AsyncTap behind = AsyncTap.builder(tap).capacity(50_000).overflow(OverflowPolicy.BLOCK).build();
    EventBus bus = EventBus.builder().tap(behind).build();
    return bus;
  }
}
