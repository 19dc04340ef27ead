package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.BrokenBus.that;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventContext;
import io.tidings.event.EventHandler;
import io.tidings.event.EventScope;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Buses that lose or leak the current event or scope. */
final class BrokenContext {

  private BrokenContext() {}

  static Stream<BrokenBus> all() {
    return Stream.of(
        that(
            "loses the current event",
            "CTX-01 CTX-02 CTX-03 CTX-04 CTX-05 CTX-08 SCO-03 SCO-10 SUB-03 SUB-04",
            BrokenContext::losesCurrent),
        that(
            "leaks the scope",
            "CTX-03 CTX-05 EVT-08 EVT-09 SCO-02 SCO-04 SCO-05 SCO-11 SUB-03",
            BrokenContext::leaksScope),
        that("keeps the last event", "CTX-03", KeepsLastEvent::new),
        that("lets a handler close an outer scope", "CTX-05", BrokenContext::handlersAfterwards));
  }

  private static EventBus losesCurrent(BusSetup setup) {
    EventContext none = EventContext.capture();
    return Sabotage.handlers(
        setup,
        handler ->
            event -> {
              try (var opened = none.open()) {
                handler.handle(event);
              }
            });
  }

  private static EventBus leaksScope(BusSetup setup) {
    return new Sabotage(setup) {
      @Override
      public EmitResult emit(DomainEvent event) {
        EmitResult result = super.emit(event);
        if (!event.scope().isNone()) {
          event.scope().open();
        }
        return result;
      }
    };
  }

  /** Calls the last handler when the sound bus is done already. */
  private static EventBus handlersAfterwards(BusSetup setup) {
    return new Sabotage(setup) {
      private final List<EventHandler> handlers = new CopyOnWriteArrayList<>();

      @Override
      public EmitResult emit(DomainEvent event) {
        EmitResult result = super.emit(event);
        if (!EventScope.current().equals(event.scope())) {
          handlers.forEach(handler -> call(handler, event));
        }
        return result;
      }

      @Override
      public Subscription subscribe(
          EventSelector selector, SubscriptionOptions options, EventHandler handler) {
        if (!EventScope.current().isNone()) {
          handlers.add(handler);
        }
        return super.subscribe(selector, options, handler);
      }
    };
  }

  private static void call(EventHandler handler, DomainEvent event) {
    try {
      handler.handle(event);
    } catch (Exception failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static final class KeepsLastEvent extends Sabotage {
    private final AtomicReference<DomainEvent> last = new AtomicReference<>();

    KeepsLastEvent(BusSetup setup) {
      super(setup);
    }

    @Override
    public EmitResult emit(DomainEvent event) {
      EmitResult result = super.emit(event);
      if (!isInside() && event.causationId() == null) {
        last.set(event);
      }
      return result;
    }
  }
}
