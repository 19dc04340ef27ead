package io.tidings.event;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One alternative of a selector: all its conditions hold, or it does not match. A selector is a
 * list of these. Immutable and thread-safe if its predicates are.
 *
 * @param kinds the ids of the kinds it takes, or null for any
 * @param category the category it takes, or null for any; null if there are kinds
 * @param keys the ids an event must have
 * @param predicates what a host asks beyond that, in the order given
 */
record Clause(
    @Nullable Set<String> kinds,
    @Nullable String category,
    Map<SelectorKey, String> keys,
    List<Predicate<? super DomainEvent>> predicates) {

  static final Clause ANY = new Clause(null, null, Map.of(), List.of());

  /** Matches nothing; stands in where a subscription is over. */
  static final Clause NEVER = new Clause(Set.of(), null, Map.of(), List.of());

  static Clause ofKinds(Set<String> kinds) {
    return new Clause(kinds, null, Map.of(), List.of());
  }

  static Clause ofCategory(String category) {
    return new Clause(null, category, Map.of(), List.of());
  }

  static Clause ofKey(SelectorKey key, String value) {
    return new Clause(null, null, Map.of(key, value), List.of());
  }

  Clause where(Predicate<? super DomainEvent> predicate) {
    List<Predicate<? super DomainEvent>> all = new ArrayList<>(predicates);
    all.add(predicate);
    return new Clause(kinds, category, keys, List.copyOf(all));
  }

  /** Returns the clause that matches what both match; {@link #NEVER} if they contradict. */
  Clause and(Clause other) {
    Map<SelectorKey, String> allKeys = new EnumMap<>(SelectorKey.class);
    allKeys.putAll(keys);
    for (Map.Entry<SelectorKey, String> key : other.keys.entrySet()) {
      String ours = allKeys.putIfAbsent(key.getKey(), key.getValue());
      if (ours != null && !ours.equals(key.getValue())) {
        return NEVER;
      }
    }
    if (category != null && other.category != null && !category.equals(other.category)) {
      return NEVER;
    }
    List<Predicate<? super DomainEvent>> all = new ArrayList<>(predicates);
    all.addAll(other.predicates);
    Set<String> allKinds = commonKinds(other);
    String common = allKinds != null ? null : category != null ? category : other.category;
    return new Clause(allKinds, common, Map.copyOf(allKeys), List.copyOf(all));
  }

  private @Nullable Set<String> commonKinds(Clause other) {
    if (kinds != null) {
      return takenBy(other, kinds);
    }
    return other.kinds == null ? null : takenBy(this, other.kinds);
  }

  private static Set<String> takenBy(Clause clause, Set<String> kinds) {
    return kinds.stream()
        .filter(id -> clause.takes(id, EventKind.category(EventKind.of(id))))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Tells whether an event of the given kind could match. */
  boolean takes(String kindId, String kindCategory) {
    return (kinds == null || kinds.contains(kindId))
        && (category == null || category.equals(kindCategory));
  }

  /** Tells whether it takes every kind of a category. */
  boolean takesAllOf(String kindCategory) {
    return kinds == null && (category == null || category.equals(kindCategory));
  }

  boolean takesEverything() {
    return kinds == null && category == null;
  }

  /** Tells whether it could take a kind that the catalogue does not have. */
  boolean takesOutsideCatalogue() {
    return kinds == null || kinds.stream().anyMatch(id -> EventType.find(id) == null);
  }

  boolean names(String kindId) {
    return kinds != null && kinds.contains(kindId);
  }

  void namedCategory(Consumer<String> action) {
    if (category != null) {
      action.accept(category);
    }
  }

  /** Gives the kinds outside the catalogue that it names. */
  void namedKinds(Consumer<EventKind> action) {
    if (kinds != null) {
      kinds.stream().map(EventKind::of).filter(PlainKind.class::isInstance).forEach(action);
    }
  }

  /** Asks the predicates only if everything else holds; lets through what they throw. */
  boolean matches(DomainEvent event) {
    if (!fits(event)) {
      return false;
    }
    for (Predicate<? super DomainEvent> predicate : predicates) {
      if (!predicate.test(event)) {
        return false;
      }
    }
    return true;
  }

  /** Tells whether an event has everything but the predicates' consent. */
  boolean fits(DomainEvent event) {
    if (!takes(event.kind().id(), EventKind.category(event.kind()))) {
      return false;
    }
    for (Map.Entry<SelectorKey, String> key : keys.entrySet()) {
      if (!key.getKey().matches(event, key.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** Returns the key a bus finds this clause by, or null if it is found by kind or category. */
  @Nullable SelectorKey index() {
    return keys.isEmpty() ? null : keys.keySet().stream().sorted().findFirst().orElse(null);
  }

  /** Tells whether being found is all it takes to match. */
  boolean isExact() {
    return predicates.isEmpty()
        && (keys.isEmpty() || (keys.size() == 1 && kinds == null && category == null));
  }

  boolean isPossible() {
    return kinds == null || !kinds.isEmpty();
  }
}
