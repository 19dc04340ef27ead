package io.tidings.event.spring.internal;

import io.tidings.event.EventBus;
import io.tidings.event.EventHandler;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import io.tidings.event.SubscriptionOptions;
import io.tidings.event.spi.ForwardingEventBus;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The active subscriptions of a bus. The bus refers to them strongly, this list weakly.
 * Thread-safe.
 */
public final class SubscriptionList implements BusWrapper {

  private final Set<Subscription> subscriptions =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  @Override
  public EventBus apply(EventBus delegate) {
    return new ForwardingEventBus() {
      @Override
      protected EventBus delegate() {
        return delegate;
      }

      @Override
      public Subscription subscribe(
          EventSelector selector, SubscriptionOptions options, EventHandler handler) {
        Subscription added = delegate.subscribe(selector, options, handler);
        subscriptions.add(added);
        return added;
      }
    };
  }

  /** Returns the active subscriptions by name. */
  public List<Subscription> active() {
    synchronized (subscriptions) {
      return subscriptions.stream()
          .filter(Subscription::isActive)
          .sorted(Comparator.comparing(Subscription::name))
          .toList();
    }
  }
}
