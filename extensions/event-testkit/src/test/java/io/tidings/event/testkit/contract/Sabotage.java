package io.tidings.event.testkit.contract;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.spi.ForwardingEventBus;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Base of buses that forward to a correct bus and have one fault. */
abstract class Sabotage extends ForwardingEventBus {

  private final EventBus sound;
  private final ThreadLocal<Integer> depth = ThreadLocal.withInitial(() -> 0);

  Sabotage(BusSetup setup) {
    this(setup.toBuilder().build());
  }

  Sabotage(EventBus sound) {
    this.sound = sound;
  }

  @Override
  protected EventBus delegate() {
    return sound;
  }

  /** Returns whether the thread is inside {@link #inside}. */
  boolean isInside() {
    return depth.get() > 0;
  }

  /** Runs {@code emit}, and {@code atTheEnd} when the outermost one of the thread ends. */
  EmitResult inside(Supplier<EmitResult> emit, Runnable atTheEnd) {
    depth.set(depth.get() + 1);
    try {
      return emit.get();
    } finally {
      depth.set(depth.get() - 1);
      if (!isInside()) {
        atTheEnd.run();
      }
    }
  }

  static EventBus events(BusSetup setup, UnaryOperator<DomainEvent> change) {
    return new Sabotage(setup) {
      @Override
      public EmitResult emit(DomainEvent event) {
        return super.emit(change.apply(event));
      }
    };
  }

  static EventBus results(BusSetup setup, UnaryOperator<EmitResult> change) {
    return new Sabotage(setup) {
      @Override
      public EmitResult emit(DomainEvent event) {
        return change.apply(super.emit(event));
      }
    };
  }

  static EventBus handlers(BusSetup setup, UnaryOperator<EventHandler> change) {
    return new Sabotage(setup) {
      @Override
      public Subscription subscribe(
          EventSelector selector, SubscriptionOptions options, EventHandler handler) {
        return super.subscribe(
            selector,
            options,
            handler instanceof EventHandler.OfBatches
                ? handler
                : change.apply(java.util.Objects.requireNonNull(handler, "handler")));
      }
    };
  }

  static EventBus selectors(BusSetup setup, UnaryOperator<EventSelector> change) {
    return new Sabotage(setup) {
      @Override
      public Subscription subscribe(
          EventSelector selector, SubscriptionOptions options, EventHandler handler) {
        return super.subscribe(
            change.apply(java.util.Objects.requireNonNull(selector, "selector")), options, handler);
      }
    };
  }

  static EventBus subscriptions(BusSetup setup, UnaryOperator<Subscription> change) {
    return new Sabotage(setup) {
      @Override
      public Subscription subscribe(
          EventSelector selector, SubscriptionOptions options, EventHandler handler) {
        return change.apply(super.subscribe(selector, options, handler));
      }
    };
  }
}
