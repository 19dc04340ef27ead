package io.tidings.event;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The subscriptions that are found by an id: session, plan, plan tree or correlation. Thread-safe:
 * written under the bus's lock, read without; each array is replaced, never changed, and a key with
 * no subscription left is removed.
 */
final class KeyRoutes {

  private static final SelectorKey[] KEYS = SelectorKey.values();
  private static final EventType[] TYPES = EventType.values();

  private final List<ConcurrentMap<String, HandlerSubscription[]>> byKey =
      Stream.of(KEYS)
          .<ConcurrentMap<String, HandlerSubscription[]>>map(key -> new ConcurrentHashMap<>())
          .toList();

  /**
   * For each type, and last for all kinds outside the catalogue: how many clauses could take it.
   */
  private final AtomicIntegerArray interest = new AtomicIntegerArray(TYPES.length + 1);

  void add(HandlerSubscription subscription) {
    for (Clause clause : subscription.clauses()) {
      SelectorKey key = clause.index();
      if (key != null) {
        byKey.get(key.ordinal()).merge(valueOf(clause, key), only(subscription), KeyRoutes::joined);
        count(clause, 1);
      }
    }
  }

  void remove(HandlerSubscription subscription) {
    for (Clause clause : subscription.clauses()) {
      SelectorKey key = clause.index();
      if (key != null) {
        byKey
            .get(key.ordinal())
            .computeIfPresent(valueOf(clause, key), (value, all) -> without(all, subscription));
        count(clause, -1);
      }
    }
  }

  private void count(Clause clause, int change) {
    for (EventType type : TYPES) {
      if (clause.takes(type.id(), type.category())) {
        interest.addAndGet(type.ordinal(), change);
      }
    }
    if (clause.takesOutsideCatalogue()) {
      interest.addAndGet(TYPES.length, change);
    }
  }

  /**
   * Tells whether an event of a kind could be taken; may say yes too often outside the catalogue.
   */
  boolean mayTake(EventKind kind) {
    return interest.get(kind instanceof EventType type ? type.ordinal() : TYPES.length) > 0;
  }

  /** Returns a bit for each key that some subscription is found by. */
  int mask() {
    int mask = 0;
    for (SelectorKey key : KEYS) {
      mask |= byKey.get(key.ordinal()).isEmpty() ? 0 : 1 << key.ordinal();
    }
    return mask;
  }

  /** Adds what is found by the event's ids, looking only at the keys in {@code mask}. */
  void select(DomainEvent event, int mask, Delivery delivery) {
    for (int left = mask; left != 0; left &= left - 1) {
      SelectorKey key = KEYS[Integer.numberOfTrailingZeros(left)];
      ConcurrentMap<String, HandlerSubscription[]> routes = byKey.get(key.ordinal());
      String value = key.of(event);
      String also = key.alsoOf(event);
      delivery.add(find(routes, value));
      delivery.add(also == null || also.equals(value) ? null : routes.get(also));
    }
  }

  private static HandlerSubscription @Nullable [] find(
      ConcurrentMap<String, HandlerSubscription[]> routes, @Nullable String value) {
    return value == null ? null : routes.get(value);
  }

  private static String valueOf(Clause clause, SelectorKey key) {
    return clause.keys().getOrDefault(key, "");
  }

  private static HandlerSubscription[] only(HandlerSubscription subscription) {
    return new HandlerSubscription[] {subscription};
  }

  /** A subscription may be found by the same id in several of its clauses; it stands there once. */
  private static HandlerSubscription[] joined(
      HandlerSubscription[] all, HandlerSubscription[] added) {
    boolean there = all[all.length - 1] == added[0];
    return there ? all : HandlerSubscription.append(all, added[0]);
  }

  private static HandlerSubscription @Nullable [] without(
      HandlerSubscription[] all, HandlerSubscription gone) {
    HandlerSubscription[] left = HandlerSubscription.without(all, gone);
    return left.length == 0 ? null : left;
  }
}
