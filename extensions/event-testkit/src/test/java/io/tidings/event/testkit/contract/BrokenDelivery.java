package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.BrokenBus.that;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventFactory;
import io.tidings.event.EventHandler;
import io.tidings.event.EventKind;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Buses that call the wrong handlers or return wrong results. */
final class BrokenDelivery {

  private BrokenDelivery() {}

  static Stream<BrokenBus> all() {
    return Stream.of(
        that("returns another factory at each call", "BUS-01", OtherFactories::new),
        that("drops one of many handlers", "BUS-02", BrokenDelivery::dropsOneHandler),
        that("calls one of many handlers twice", "BUS-02", BrokenDelivery::deliversTwice),
        that("unsubscribes a handler after one call", "BUS-02", HandlersOnce::new),
        that(
            "rejects events without a listener",
            "BUS-03",
            BrokenDelivery::rejectsEventsWithoutListeners),
        that(
            "drops unhandled events",
            "DEAD-01 DEAD-02",
            setup -> setup.withUnhandled(null).toBuilder().build()),
        that(
            "passes unhandled events twice",
            "DEAD-01",
            setup -> unhandled(setup, BrokenDelivery::calledAgain)),
        that(
            "hides failures of the handler of unhandled events",
            "DEAD-02",
            setup -> unhandled(setup, BrokenDelivery::silent)),
        that("accepts null", "BUS-04 EVT-07", TakesNull::new),
        that(
            "delivers the current event to handlers subscribed during it",
            "BUS-07",
            LateHandlers::new),
        that("calls a closed handler", "BUS-07 BUS-08", CallsClosedHandlers::new),
        that(
            "always returns true from unsubscribe",
            "BUS-11 BUS-13",
            setup ->
                Sabotage.subscriptions(
                    setup,
                    subscription ->
                        new ForwardingSubscription(subscription) {
                          @Override
                          public boolean unsubscribe() {
                            super.unsubscribe();
                            return true;
                          }
                        })),
        that(
            "does not end subscriptions",
            "BUS-07 BUS-08 BUS-11 BUS-12 BUS-13 DSC-01 SUB-06",
            setup ->
                Sabotage.subscriptions(
                    setup,
                    subscription ->
                        new ForwardingSubscription(subscription) {
                          @Override
                          public boolean unsubscribe() {
                            return false;
                          }
                        })),
        that("never releases handlers", "BUS-11 BUS-14", HoldsHandlers::new),
        that(
            "always returns false from isEnabled",
            "BUS-18 EMI-01 EMI-03 EMI-16 TAP-03",
            setup -> enabled(setup, false)),
        that(
            "always returns true from isEnabled",
            "BUS-03 BUS-18 EMI-16",
            setup -> enabled(setup, true)),
        that(
            "returns a wrong result",
            "RES-01",
            setup ->
                Sabotage.results(
                    setup,
                    result ->
                        result.status() == EmitResult.Status.DONE
                            ? EmitResult.done(result.delivered() + result.failed())
                            : result)),
        that(
            "returns done for deferred events",
            "RES-02",
            setup ->
                Sabotage.results(
                    setup,
                    result ->
                        result.status() == EmitResult.Status.DEFERRED
                            ? EmitResult.done(0)
                            : result)));
  }

  private static EventBus dropsOneHandler(BusSetup setup) {
    return ninth(setup, handler -> event -> {});
  }

  private static EventBus deliversTwice(BusSetup setup) {
    return ninth(setup, BrokenDelivery::calledAgain);
  }

  /** Changes the ninth handler of one kind. */
  private static EventBus ninth(BusSetup setup, UnaryOperator<EventHandler> change) {
    AtomicInteger number = new AtomicInteger();
    return new Sabotage(setup) {
      @Override
      public Subscription subscribe(
          EventSelector selector, SubscriptionOptions options, EventHandler handler) {
        boolean ofKind = selector != null && selector.toString().contains("kind a]");
        return super.subscribe(
            selector,
            options,
            ofKind && number.incrementAndGet() == 9 ? change.apply(handler) : handler);
      }
    };
  }

  private static EventBus rejectsEventsWithoutListeners(BusSetup setup) {
    return new Sabotage(setup) {
      @Override
      public EmitResult emit(DomainEvent event) {
        boolean enabled = isEnabled(event.kind());
        EmitResult result = super.emit(event);
        return enabled || result.status() == EmitResult.Status.CLOSED
            ? result
            : EmitResult.rejected();
      }
    };
  }

  private static EventBus enabled(BusSetup setup, boolean answer) {
    return new Sabotage(setup) {
      @Override
      public boolean isEnabled(EventKind kind) {
        super.isEnabled(kind);
        return answer;
      }
    };
  }

  private static final class OtherFactories extends Sabotage {
    OtherFactories(BusSetup setup) {
      super(setup);
    }

    @Override
    public EventFactory events() {
      return super.events().withLimits(super.events().limits());
    }
  }

  private static final class HandlersOnce extends Sabotage {
    private final Set<EventHandler> known =
        Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

    HandlersOnce(BusSetup setup) {
      super(setup);
    }

    @Override
    public Subscription subscribe(
        EventSelector selector, SubscriptionOptions options, EventHandler handler) {
      return handler == null || known.add(handler)
          ? super.subscribe(selector, options, handler)
          : Subscription.group();
    }
  }

  private static final class TakesNull extends Sabotage {
    TakesNull(BusSetup setup) {
      super(setup);
    }

    @Override
    public EmitResult emit(DomainEvent event) {
      return event == null ? EmitResult.done(0) : super.emit(event);
    }

    @Override
    public boolean isEnabled(EventKind kind) {
      return kind != null && super.isEnabled(kind);
    }

    @Override
    public boolean flush(Duration timeout) {
      return super.flush(timeout == null ? Duration.ZERO : timeout);
    }
  }

  private static final class LateHandlers extends Sabotage {
    private DomainEvent present;

    LateHandlers(BusSetup setup) {
      super(setup);
    }

    @Override
    public EmitResult emit(DomainEvent event) {
      DomainEvent before = present;
      present = event;
      return inside(() -> super.emit(event), () -> present = before);
    }

    @Override
    public Subscription subscribe(
        EventSelector selector, SubscriptionOptions options, EventHandler handler) {
      Subscription subscription = super.subscribe(selector, options, handler);
      if (isInside() && selector.matches(present)) {
        try {
          handler.handle(present);
        } catch (Exception failure) {
          throw new IllegalStateException(failure);
        }
      }
      return subscription;
    }
  }

  private static final class CallsClosedHandlers extends Sabotage {
    private final List<Subscription> closed = new ArrayList<>();

    CallsClosedHandlers(BusSetup setup) {
      super(setup);
    }

    @Override
    public EmitResult emit(DomainEvent event) {
      return inside(
          () -> super.emit(event),
          () -> {
            List.copyOf(closed).forEach(Subscription::close);
            closed.clear();
          });
    }

    @Override
    public Subscription subscribe(
        EventSelector selector, SubscriptionOptions options, EventHandler handler) {
      Subscription sound = super.subscribe(selector, options, handler);
      return new ForwardingSubscription(sound) {
        @Override
        public boolean unsubscribe() {
          return isInside() ? closed.add(sound) : super.unsubscribe();
        }
      };
    }
  }

  private static final class HoldsHandlers extends Sabotage {
    private static final Set<EventHandler> HELD = ConcurrentHashMap.newKeySet();

    HoldsHandlers(BusSetup setup) {
      super(setup);
    }

    @Override
    public Subscription subscribe(
        EventSelector selector, SubscriptionOptions options, EventHandler handler) {
      Subscription subscription = super.subscribe(selector, options, handler);
      HELD.add(handler);
      return subscription;
    }
  }

  private static EventBus unhandled(BusSetup setup, UnaryOperator<EventHandler> change) {
    EventHandler given = setup.unhandled();
    return setup.withUnhandled(given == null ? null : change.apply(given)).toBuilder().build();
  }

  private static EventHandler calledAgain(EventHandler handler) {
    return event -> {
      handler.handle(event);
      handler.handle(event);
    };
  }

  private static EventHandler silent(EventHandler handler) {
    return event -> {
      try {
        handler.handle(event);
      } catch (Exception hidden) {
        // The fault.
      }
    };
  }
}
