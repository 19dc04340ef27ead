package io.tidings.event.testkit.contract;

import static io.tidings.event.testkit.contract.BrokenBus.that;

import io.tidings.event.DispatchOrder;
import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/** Buses with a wrong order of nested events. */
final class BrokenOrder {

  private BrokenOrder() {}

  static Stream<BrokenBus> all() {
    return Stream.of(
        that(
            "nests instead of queueing",
            "BUS-07 BUS-16 DEAD-01 ORD-01 ORD-05 RES-02",
            setup -> reordered(setup, DispatchOrder.QUEUED, DispatchOrder.IMMEDIATE)),
        that(
            "queues instead of nesting",
            "ORD-02",
            setup -> reordered(setup, DispatchOrder.IMMEDIATE, DispatchOrder.QUEUED)),
        that(
            "delivers events that FORBID rejects",
            "ORD-03",
            setup -> reordered(setup, DispatchOrder.FORBID, DispatchOrder.QUEUED)),
        that(
            "ignores the limits", "ORD-02 ORD-05 ORD-08", setup -> new IgnoresLimits(setup, "abc")),
        that(
            "does not bound the events of one emit",
            "ORD-08",
            setup -> new IgnoresLimits(setup, "c")),
        that(
            "leaves pending events in the queue",
            "FLT-04 FLT-08 ORD-06 SUB-04 SUB-05 SUB-09 SUB-10",
            LeavesQueueFilled::new),
        that("has one queue for all buses", "CTX-03 FLT-04 ORD-07", OneQueueForAll::new));
  }

  private static EventBus reordered(BusSetup setup, DispatchOrder from, DispatchOrder to) {
    return setup.order() == from
        ? setup.withOrder(to).toBuilder().build()
        : setup.toBuilder().build();
  }

  /** Delivers by itself what the sound bus rejects of some kinds. */
  private static final class IgnoresLimits extends Sabotage {
    private final boolean forbids;
    private final String kinds;
    private final Map<Subscription, EventHandler> handlers =
        Collections.synchronizedMap(new LinkedHashMap<>());

    IgnoresLimits(BusSetup setup, String kinds) {
      super(setup);
      this.kinds = kinds;
      this.forbids = setup.order() == DispatchOrder.FORBID;
    }

    @Override
    public EmitResult emit(DomainEvent event) {
      EmitResult result = super.emit(event);
      boolean rejected = result.status() == EmitResult.Status.REJECTED;
      if (!rejected || forbids || !kinds.contains(event.kind().id())) {
        return result;
      }
      List.copyOf(handlers.values()).forEach(handler -> call(handler, event));
      return EmitResult.done(handlers.size());
    }

    private static void call(EventHandler handler, DomainEvent event) {
      try {
        handler.handle(event);
      } catch (Exception failure) {
        throw new IllegalStateException(failure);
      }
    }

    @Override
    public Subscription subscribe(
        EventSelector selector, SubscriptionOptions options, EventHandler handler) {
      Subscription subscription = super.subscribe(selector, options, handler);
      handlers.put(
          subscription,
          event -> {
            if (selector.matches(event)) {
              handler.handle(event);
            }
          });
      return new ForwardingSubscription(subscription) {
        @Override
        public boolean unsubscribe() {
          handlers.remove(subscription);
          return super.unsubscribe();
        }
      };
    }

    @Override
    public void close() {
      handlers.clear();
      super.close();
    }
  }

  /** Once a handler has failed, what it emitted waits for the next event. */
  private static final class LeavesQueueFilled extends Sabotage {
    private final Queue<Runnable> left = new ConcurrentLinkedQueue<>();
    private final ThreadLocal<DomainEvent> outermost = ThreadLocal.withInitial(() -> null);
    private volatile boolean failed;

    LeavesQueueFilled(BusSetup setup) {
      super(setup);
    }

    @Override
    public EmitResult emit(DomainEvent event) {
      if (isInside()) {
        return super.emit(event);
      }
      failed = false;
      for (Runnable next = left.poll(); next != null; next = left.poll()) {
        next.run();
      }
      outermost.set(event);
      return inside(() -> super.emit(event), outermost::remove);
    }

    @Override
    public Subscription subscribe(
        EventSelector selector, SubscriptionOptions options, EventHandler handler) {
      return super.subscribe(selector, options, handler == null ? null : e -> call(handler, e));
    }

    private void call(EventHandler handler, DomainEvent event) throws Exception {
      if (failed && event != outermost.get()) {
        left.add(() -> IgnoresLimits.call(handler, event));
        return;
      }
      try {
        handler.handle(event);
      } catch (Throwable failure) {
        failed = true;
        throw failure;
      }
    }
  }

  private static final class OneQueueForAll extends Sabotage {
    private static final ThreadLocal<Queue<Runnable>> WAITING = new ThreadLocal<>();

    OneQueueForAll(BusSetup setup) {
      super(setup);
    }

    @Override
    public EmitResult emit(DomainEvent event) {
      Queue<Runnable> waiting = WAITING.get();
      if (isInside()) {
        return super.emit(event);
      }
      if (waiting != null) {
        waiting.add(() -> super.emit(event));
        return EmitResult.deferred();
      }
      Queue<Runnable> own = new ArrayDeque<>();
      WAITING.set(own);
      try {
        return inside(() -> super.emit(event), WAITING::remove);
      } finally {
        own.forEach(Runnable::run);
      }
    }
  }
}
