package io.tidings.event;

import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Index from kind to subscriptions: for each kind one array, sorted by order and number, that
 * merges the subscriptions to the kind, to its category and to every event. Immutable and
 * thread-safe; the bus replaces it as a whole, so that an emit reads one consistent state.
 *
 * <p>A kind or category outside the catalogue has an array of its own only if a subscription names
 * it; otherwise it shares the array of the next wider selection.
 */
final class Routes {

  private static final EventType[] TYPES = EventType.values();

  private final HandlerSubscription[][] byType;
  private final Map<String, HandlerSubscription[]> byId;
  private final Map<String, HandlerSubscription[]> byCategory;
  private final HandlerSubscription[] everything;

  /** Subscriptions indexed by id; shared by all routes of one bus until it is closed. */
  final KeyRoutes keyed;

  /** Bit set of the keys with entries in {@link #keyed}. */
  final int keys;

  final boolean closed;

  /** The number of the latest subscription in these routes. */
  private final long last;

  /** True if the bus has taps. */
  private final boolean tapped;

  /** True if an event without subscriptions to its kind may still have a receiver. */
  final boolean hasTapsOrKeyedSubscriptions;

  private Routes(
      HandlerSubscription[][] byType,
      Map<String, HandlerSubscription[]> byId,
      Map<String, HandlerSubscription[]> byCategory,
      HandlerSubscription[] everything,
      KeyRoutes keyed,
      int keys,
      long last,
      boolean closed,
      boolean tapped) {
    this.byType = byType;
    this.byId = byId;
    this.byCategory = byCategory;
    this.everything = everything;
    this.keyed = keyed;
    this.keys = keys;
    this.last = last;
    this.closed = closed;
    this.tapped = tapped;
    this.hasTapsOrKeyedSubscriptions = keys != 0 || (tapped && !closed);
  }

  /** Returns the routes of a new bus. */
  static Routes open(boolean tapped) {
    return empty(false, tapped);
  }

  /** Returns the routes of a closed bus. */
  static Routes closed() {
    return empty(true, false);
  }

  private static Routes empty(boolean closed, boolean tapped) {
    HandlerSubscription[][] byType = new HandlerSubscription[TYPES.length][];
    Arrays.fill(byType, HandlerSubscription.NONE);
    return new Routes(
        byType,
        Map.of(),
        Map.of(),
        HandlerSubscription.NONE,
        new KeyRoutes(),
        0,
        0,
        closed,
        tapped);
  }

  /** Returns the subscriptions to a kind, without those indexed by id. */
  HandlerSubscription[] of(EventKind kind) {
    if (kind instanceof EventType type) {
      return byType[type.ordinal()];
    }
    if (byId.isEmpty() && byCategory.isEmpty()) {
      return everything;
    }
    EventKind plain = PlainKind.identity(kind);
    HandlerSubscription[] named = byId.get(plain.id());
    return named != null ? named : ofCategory(EventKind.category(plain));
  }

  /** Returns whether a subscription indexed by id could match a kind. */
  boolean mayMatchByKey(EventKind kind) {
    return keys != 0 && keyed.mayMatch(kind);
  }

  /**
   * Adds the subscriptions that match the ids of a delivery's event, as of these routes: later
   * subscriptions are excluded by number, and subscriptions removed since may be skipped.
   */
  void selectByKey(Delivery delivery) {
    keyed.select(delivery, keys, last);
  }

  private HandlerSubscription[] ofCategory(String category) {
    return byCategory.getOrDefault(category, everything);
  }

  /** Returns these routes with a new subscription, which has the highest number. */
  Routes with(HandlerSubscription added) {
    keyed.add(added);
    List<Clause> clauses = unkeyed(added);
    if (clauses.isEmpty()) {
      return new Routes(
          byType,
          byId,
          byCategory,
          everything,
          keyed,
          keyed.mask(),
          added.number(),
          closed,
          tapped);
    }
    Map<String, HandlerSubscription[]> categories = new HashMap<>(byCategory);
    Map<String, HandlerSubscription[]> ids = new HashMap<>(byId);
    for (Clause clause : clauses) {
      clause.forNamedCategory(category -> categories.putIfAbsent(category, everything));
      clause.forNamedKinds(
          kind -> ids.putIfAbsent(kind.id(), ofCategory(EventKind.category(kind))));
    }
    UnaryOperator<HandlerSubscription[]> insert =
        memoized(array -> HandlerSubscription.insert(array, added));
    HandlerSubscription[][] types = byType.clone();
    for (EventType type : TYPES) {
      if (anyMatch(clauses, clause -> clause.matchesKind(type.id(), type.category()))) {
        types[type.ordinal()] = insert.apply(types[type.ordinal()]);
      }
    }
    ids.replaceAll(
        (id, array) -> {
          String category = PlainKind.firstSegment(id);
          return anyMatch(clauses, c -> c.matchesKind(id, category)) ? insert.apply(array) : array;
        });
    categories.replaceAll(
        (category, array) ->
            anyMatch(clauses, c -> c.matchesWholeCategory(category)) ? insert.apply(array) : array);
    boolean toAll = anyMatch(clauses, Clause::matchesEveryKind);
    HandlerSubscription[] all = toAll ? insert.apply(everything) : everything;
    return new Routes(
        types, ids, categories, all, keyed, keyed.mask(), added.number(), closed, tapped);
  }

  /** Returns these routes without a subscription. */
  Routes without(HandlerSubscription removed) {
    keyed.remove(removed);
    if (unkeyed(removed).isEmpty()) {
      return new Routes(
          byType, byId, byCategory, everything, keyed, keyed.mask(), last, closed, tapped);
    }
    UnaryOperator<HandlerSubscription[]> remove =
        memoized(array -> HandlerSubscription.without(array, removed));
    HandlerSubscription[][] types = byType.clone();
    Arrays.setAll(types, i -> remove.apply(types[i]));
    Map<String, HandlerSubscription[]> ids = new HashMap<>(byId);
    ids.replaceAll((id, array) -> remove.apply(array));
    Map<String, HandlerSubscription[]> categories = new HashMap<>(byCategory);
    categories.replaceAll((category, array) -> remove.apply(array));
    for (Clause clause : unkeyed(removed)) {
      clause.forNamedKinds(kind -> ids.computeIfPresent(kind.id(), Routes::ifNamed));
      clause.forNamedCategory(
          category -> categories.computeIfPresent(category, Routes::ifNamedAll));
    }
    HandlerSubscription[] all = remove.apply(everything);
    return new Routes(types, ids, categories, all, keyed, keyed.mask(), last, closed, tapped);
  }

  private static List<Clause> unkeyed(HandlerSubscription subscription) {
    return subscription.clauses().stream().filter(clause -> clause.index() == null).toList();
  }

  private static boolean anyMatch(List<Clause> clauses, Predicate<Clause> test) {
    return clauses.stream().anyMatch(test);
  }

  /** Returns the array of a kind if a subscription in it names the kind, else null. */
  private static HandlerSubscription @Nullable [] ifNamed(String id, HandlerSubscription[] array) {
    return anyClause(array, clause -> clause.names(id)) ? array : null;
  }

  private static HandlerSubscription @Nullable [] ifNamedAll(
      String category, HandlerSubscription[] array) {
    return anyClause(array, clause -> category.equals(clause.category())) ? array : null;
  }

  private static boolean anyClause(HandlerSubscription[] array, Predicate<Clause> test) {
    return Stream.of(array).anyMatch(subscription -> anyMatch(unkeyed(subscription), test));
  }

  /** Returns {@code change} with its results cached, so that shared arrays stay shared. */
  private static UnaryOperator<HandlerSubscription[]> memoized(
      UnaryOperator<HandlerSubscription[]> change) {
    IdentityHashMap<HandlerSubscription[], HandlerSubscription[]> changed = new IdentityHashMap<>();
    return array -> changed.computeIfAbsent(array, change);
  }
}
