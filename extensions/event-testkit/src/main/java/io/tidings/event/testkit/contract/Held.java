package io.tidings.event.testkit.contract;

import io.tidings.event.EventBus;
import io.tidings.event.EventSelector;
import io.tidings.event.Subscription;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Something that only its handlers and predicates on a bus hold.
 *
 * @param owner what they hold
 * @param subscriptions of the handlers
 */
record Held(WeakReference<AtomicInteger> owner, List<Subscription> subscriptions) {

  static Held by(EventBus bus, EventSelector... selectors) {
    AtomicInteger owner = new AtomicInteger();
    List<Subscription> subscriptions =
        Stream.of(selectors)
            .map(selector -> selector.where(event -> owner.get() < 100))
            .map(selector -> bus.subscribe(selector, event -> owner.incrementAndGet()))
            .toList();
    return new Held(new WeakReference<>(owner), subscriptions);
  }
}
