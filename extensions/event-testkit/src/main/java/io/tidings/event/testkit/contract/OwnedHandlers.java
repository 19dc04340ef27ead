package io.tidings.event.testkit.contract;

import io.tidings.event.EventBus;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Handlers and predicates on a bus that hold the only strong references to an object.
 *
 * @param owner the weak reference to that object
 * @param subscriptions the subscriptions of the handlers
 */
record OwnedHandlers(WeakReference<AtomicInteger> owner, List<Subscription> subscriptions) {

  static OwnedHandlers by(EventBus bus, EventSelector... selectors) {
    AtomicInteger owner = new AtomicInteger();
    List<Subscription> subscriptions =
        Stream.of(selectors)
            .map(selector -> selector.where(event -> owner.get() < 100))
            .map(selector -> bus.subscribe(selector, event -> owner.incrementAndGet()))
            .toList();
    return new OwnedHandlers(new WeakReference<>(owner), subscriptions);
  }
}
