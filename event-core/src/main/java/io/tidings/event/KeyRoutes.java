package io.tidings.event;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Index from session, plan, plan tree and correlation ids to subscriptions. Thread-safe: written
 * under the bus's lock, read without it. Arrays are replaced, never modified; an id without
 * subscriptions is removed.
 */
final class KeyRoutes {

  private static final Clause.Key[] KEYS = Clause.Key.values();
  private static final EventType[] TYPES = EventType.values();

  private final List<ConcurrentMap<String, HandlerSubscription[]>> byKey =
      Stream.of(KEYS)
          .<ConcurrentMap<String, HandlerSubscription[]>>map(key -> new ConcurrentHashMap<>())
          .toList();

  /** The number of clauses that could match each type, and last any kind outside the catalogue. */
  private final AtomicIntegerArray interest = new AtomicIntegerArray(TYPES.length + 1);

  /**
   * True once a subscription with an order was added, before it is in an array: the latest one of
   * an array may then be anywhere in it.
   */
  private boolean ordered;

  void add(HandlerSubscription subscription) {
    ordered |= subscription.order() != 0;
    for (Clause clause : subscription.clauses()) {
      Clause.Key key = clause.index();
      if (key != null) {
        byKey.get(key.ordinal()).merge(valueOf(clause, key), only(subscription), KeyRoutes::joined);
        count(clause, 1);
      }
    }
  }

  void remove(HandlerSubscription subscription) {
    for (Clause clause : subscription.clauses()) {
      Clause.Key key = clause.index();
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
      if (clause.matchesKind(type.id(), type.category())) {
        interest.addAndGet(type.ordinal(), change);
      }
    }
    if (clause.matchesForeignKinds()) {
      interest.addAndGet(TYPES.length, change);
    }
  }

  /** Returns whether a clause could match a kind; may return true for any foreign kind. */
  boolean mayMatch(EventKind kind) {
    return interest.get(kind instanceof EventType type ? type.ordinal() : TYPES.length) > 0;
  }

  /** Returns the bit set of keys with subscriptions. */
  int mask() {
    int mask = 0;
    for (Clause.Key key : KEYS) {
      mask |= byKey.get(key.ordinal()).isEmpty() ? 0 : 1 << key.ordinal();
    }
    return mask;
  }

  /**
   * Adds the subscriptions that match the event's ids, for the keys in {@code mask} and with
   * numbers up to {@code last}.
   */
  void select(Delivery delivery, int mask, long last) {
    DomainEvent event = delivery.event();
    for (int left = mask; left != 0; left &= left - 1) {
      Clause.Key key = KEYS[Integer.numberOfTrailingZeros(left)];
      ConcurrentMap<String, HandlerSubscription[]> routes = byKey.get(key.ordinal());
      String value = key.of(event);
      String second = key.secondOf(event);
      delivery.add(find(routes, value, last));
      delivery.add(second == null || second.equals(value) ? null : find(routes, second, last));
    }
  }

  private HandlerSubscription @Nullable [] find(
      ConcurrentMap<String, HandlerSubscription[]> routes, @Nullable String value, long last) {
    HandlerSubscription[] all = value == null ? null : routes.get(value);
    return all == null || (all[all.length - 1].number() <= last && !ordered)
        ? all
        : upTo(last, all);
  }

  /** Removes the subscriptions added since the emit began. */
  private static HandlerSubscription[] upTo(long last, HandlerSubscription[] all) {
    int count = 0;
    for (HandlerSubscription subscription : all) {
      count += subscription.number() <= last ? 1 : 0;
    }
    return count == all.length
        ? all
        : Stream.of(all).filter(each -> each.number() <= last).toArray(HandlerSubscription[]::new);
  }

  private static String valueOf(Clause clause, Clause.Key key) {
    return clause.keys().getOrDefault(key, "");
  }

  private static HandlerSubscription[] only(HandlerSubscription subscription) {
    return new HandlerSubscription[] {subscription};
  }

  /** Adds a subscription unless another of its clauses has added it already. */
  private static HandlerSubscription[] joined(
      HandlerSubscription[] all, HandlerSubscription[] added) {
    boolean present = Arrays.asList(all).contains(added[0]);
    return present ? all : HandlerSubscription.insert(all, added[0]);
  }

  private static HandlerSubscription @Nullable [] without(
      HandlerSubscription[] all, HandlerSubscription removed) {
    HandlerSubscription[] left = HandlerSubscription.without(all, removed);
    return left.length == 0 ? null : left;
  }
}
