package io.tidings.event.observe.internal;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.spi.ForwardingEventBus;

/** Bus that subscribes observed handlers in place of those it is given. */
public class HandlerBus extends ForwardingEventBus {

  private final EventBus delegate;
  private final Wrapping wrapping;

  /** Creates a bus. */
  public HandlerBus(EventBus delegate, Wrapping wrapping) {
    this.delegate = requireNonNull(delegate, "bus");
    this.wrapping = wrapping;
  }

  /** Choice of the observed handler. */
  @FunctionalInterface
  public interface Wrapping {

    /** Returns the handler to subscribe in place of {@code handler}, or {@code handler} itself. */
    EventHandler wrap(EventHandler handler, HandlerName name, SubscriptionOptions options);
  }

  @Override
  protected final EventBus delegate() {
    return delegate;
  }

  @Override
  public Subscription subscribe(
      EventSelector selector, SubscriptionOptions options, EventHandler handler) {
    HandlerName name = new HandlerName(options.name());
    EventHandler wrapped = wrapping.wrap(requireNonNull(handler, "handler"), name, options);
    Subscription subscription = delegate.subscribe(selector, options, wrapped);
    name.derived(subscription.name());
    return subscription;
  }
}
