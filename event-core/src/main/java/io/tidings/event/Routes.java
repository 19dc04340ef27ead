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
 * Who is to be called, by kind: for each kind one array, sorted by number, in which the
 * subscriptions to the kind, to its category and to everything are merged already. Immutable and
 * thread-safe; the bus replaces it as a whole, so an emit sees one state of it.
 *
 * <p>Only kinds and categories outside the catalogue that a subscription names have an array of
 * their own; the others share the next wider one.
 */
final class Routes {

  private static final EventType[] TYPES = EventType.values();

  private final HandlerSubscription[][] byType;
  private final Map<String, HandlerSubscription[]> byId;
  private final Map<String, HandlerSubscription[]> byCategory;
  private final HandlerSubscription[] everything;

  /** Who is to be called by id; shared by all routes of one bus until it is closed. */
  final KeyRoutes keyed;

  /** Which keys {@link #keyed} has to be asked for. */
  final int keys;

  final boolean closed;

  /** The number of the last subscription that these routes know of. */
  private final long last;

  /** Whether the bus has taps. */
  private final boolean tapped;

  /** Whether an event may be heard though nobody is to be called for its kind. */
  final boolean heardAnyway;

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
    this.heardAnyway = keys != 0 || (tapped && !closed);
  }

  /** Returns the routes of a bus that nobody has subscribed to yet. */
  static Routes open(boolean tapped) {
    return empty(false, tapped);
  }

  /** Returns the routes of a bus that is closed. */
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

  /** Returns who is to be called for a kind, not counting those found by an id. */
  HandlerSubscription[] of(EventKind kind) {
    if (kind instanceof EventType type) {
      return byType[type.ordinal()];
    }
    if (byId.isEmpty() && byCategory.isEmpty()) {
      return everything;
    }
    HandlerSubscription[] own = byId.get(kind.id());
    return own != null ? own : ofCategory(EventKind.category(kind));
  }

  /** Tells whether some subscription that is found by an id could match a kind. */
  boolean mayTakeByKey(EventKind kind) {
    return keys != 0 && keyed.mayTake(kind);
  }

  /**
   * Adds who is to be called for a delivery's event because of its ids, as of the moment of these
   * routes: whoever came later is left out by number, and whoever has gone since may be skipped.
   */
  void selectByKey(Delivery delivery) {
    keyed.select(delivery, keys, last);
  }

  private HandlerSubscription[] ofCategory(String category) {
    return byCategory.getOrDefault(category, everything);
  }

  /** Returns these routes with a subscription that has the highest number so far. */
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
      clause.namedCategory(category -> categories.putIfAbsent(category, everything));
      clause.namedKinds(kind -> ids.putIfAbsent(kind.id(), ofCategory(EventKind.category(kind))));
    }
    UnaryOperator<HandlerSubscription[]> append =
        remembered(array -> HandlerSubscription.append(array, added));
    HandlerSubscription[][] types = byType.clone();
    for (EventType type : TYPES) {
      if (anyMatch(clauses, clause -> clause.takes(type.id(), type.category()))) {
        types[type.ordinal()] = append.apply(types[type.ordinal()]);
      }
    }
    ids.replaceAll(
        (id, array) -> {
          String category = PlainKind.firstSegment(id);
          return anyMatch(clauses, c -> c.takes(id, category)) ? append.apply(array) : array;
        });
    categories.replaceAll(
        (category, array) ->
            anyMatch(clauses, c -> c.takesAllOf(category)) ? append.apply(array) : array);
    boolean all = anyMatch(clauses, Clause::takesEverything);
    HandlerSubscription[] most = all ? append.apply(everything) : everything;
    return new Routes(
        types, ids, categories, most, keyed, keyed.mask(), added.number(), closed, tapped);
  }

  /** Returns these routes without a subscription. */
  Routes without(HandlerSubscription gone) {
    keyed.remove(gone);
    if (unkeyed(gone).isEmpty()) {
      return new Routes(
          byType, byId, byCategory, everything, keyed, keyed.mask(), last, closed, tapped);
    }
    UnaryOperator<HandlerSubscription[]> remove =
        remembered(array -> HandlerSubscription.without(array, gone));
    HandlerSubscription[][] types = byType.clone();
    Arrays.setAll(types, i -> remove.apply(types[i]));
    Map<String, HandlerSubscription[]> ids = new HashMap<>(byId);
    ids.replaceAll((id, array) -> remove.apply(array));
    Map<String, HandlerSubscription[]> categories = new HashMap<>(byCategory);
    categories.replaceAll((category, array) -> remove.apply(array));
    for (Clause clause : unkeyed(gone)) {
      clause.namedKinds(kind -> ids.computeIfPresent(kind.id(), Routes::ifNamed));
      clause.namedCategory(category -> categories.computeIfPresent(category, Routes::ifNamedAll));
    }
    HandlerSubscription[] most = remove.apply(everything);
    return new Routes(types, ids, categories, most, keyed, keyed.mask(), last, closed, tapped);
  }

  private static List<Clause> unkeyed(HandlerSubscription subscription) {
    return subscription.clauses().stream().filter(clause -> clause.index() == null).toList();
  }

  private static boolean anyMatch(List<Clause> clauses, Predicate<Clause> test) {
    return clauses.stream().anyMatch(test);
  }

  /** Returns the array of a kind if one in it names the kind, else null: it is not needed then. */
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

  /** Returns {@code change} so that arrays that were one stay one. */
  private static UnaryOperator<HandlerSubscription[]> remembered(
      UnaryOperator<HandlerSubscription[]> change) {
    IdentityHashMap<HandlerSubscription[], HandlerSubscription[]> changed = new IdentityHashMap<>();
    return array -> changed.computeIfAbsent(array, change);
  }
}
