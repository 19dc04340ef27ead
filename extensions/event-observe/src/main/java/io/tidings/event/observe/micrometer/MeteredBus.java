package io.tidings.event.observe.micrometer;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EmitResult;
import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.async.CloseResult;
import io.tidings.event.async.SubscriptionMetrics;
import io.tidings.event.observe.internal.ObservedHandler;
import io.tidings.event.spi.ForwardingEventBus;
import java.time.Duration;

/** Bus that counts the emits of another one, and counts and times the calls of its handlers. */
final class MeteredBus extends ForwardingEventBus {

  private final EventBus delegate;
  private final BusMeters meters;
  private final KindTable kinds;

  MeteredBus(EventBus delegate, BusMeters meters, KindTable kinds) {
    this.delegate = delegate;
    this.meters = meters;
    this.kinds = kinds;
  }

  @Override
  protected EventBus delegate() {
    return delegate;
  }

  @Override
  public EmitResult emit(DomainEvent event) {
    EmitResult result = delegate.emit(event);
    kinds.of(event.kind()).count(result.status());
    return result;
  }

  @Override
  public Subscription subscribe(
      EventSelector selector, SubscriptionOptions options, EventHandler handler) {
    HandlerTimes times = meters.times();
    EventHandler timed =
        ObservedHandler.of(new TimedHandler(requireNonNull(handler, "handler"), times));
    Subscription subscription = delegate.subscribe(selector, options, timed);
    SubscriptionGroup group = meters.group(subscription.name(), options.name() != null);
    group.add(subscription, times);
    return new Metered(subscription, group);
  }

  @Override
  public void close() {
    try {
      delegate.close();
    } finally {
      meters.sweep();
    }
  }

  @Override
  public CloseResult close(Duration timeout) {
    try {
      return delegate.close(timeout);
    } finally {
      meters.sweep();
    }
  }

  /** Subscription whose end is noticed. */
  private record Metered(Subscription subscription, SubscriptionGroup group)
      implements Subscription {

    @Override
    public boolean unsubscribe() {
      boolean ended = subscription.unsubscribe();
      group.ended(subscription);
      return ended;
    }

    @Override
    public boolean isActive() {
      return subscription.isActive();
    }

    @Override
    public String name() {
      return subscription.name();
    }

    @Override
    public SubscriptionMetrics metrics() {
      return subscription.metrics();
    }

    @Override
    public String toString() {
      return subscription.toString();
    }
  }
}
