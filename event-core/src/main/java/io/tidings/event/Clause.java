package io.tidings.event;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One alternative of a selector: a conjunction of conditions. Immutable; thread-safe if its
 * predicates are.
 *
 * @param kinds the ids of the matching kinds, or null for any
 * @param category the matching category, or null for any; null if there are kinds
 * @param keys the ids that an event must have
 * @param predicates the host's predicates, in the order given
 */
record Clause(
    @Nullable Set<String> kinds,
    @Nullable String category,
    Map<Key, String> keys,
    List<Predicate<? super DomainEvent>> predicates) {

  static final Clause ANY = new Clause(null, null, Map.of(), List.of());

  /** A clause that matches nothing, also the clause of an ended subscription. */
  static final Clause NEVER = new Clause(Set.of(), null, Map.of(), List.of());

  static Clause ofKinds(Set<String> kinds) {
    return new Clause(kinds, null, Map.of(), List.of());
  }

  static Clause ofCategory(String category) {
    return new Clause(null, category, Map.of(), List.of());
  }

  static Clause ofKey(Key key, String value) {
    return new Clause(null, null, Map.of(key, value), List.of());
  }

  Clause where(Predicate<? super DomainEvent> predicate) {
    List<Predicate<? super DomainEvent>> all = new ArrayList<>(predicates);
    all.add(predicate);
    return new Clause(kinds, category, keys, List.copyOf(all));
  }

  /** Returns the conjunction of two clauses, {@link #NEVER} if they contradict. */
  Clause and(Clause other) {
    Map<Key, String> allKeys = new EnumMap<>(Key.class);
    allKeys.putAll(keys);
    for (Map.Entry<Key, String> key : other.keys.entrySet()) {
      String present = allKeys.putIfAbsent(key.getKey(), key.getValue());
      if (present != null && !present.equals(key.getValue())) {
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
      return matchedBy(other, kinds);
    }
    return other.kinds == null ? null : matchedBy(this, other.kinds);
  }

  private static Set<String> matchedBy(Clause clause, Set<String> kinds) {
    return kinds.stream()
        .filter(id -> clause.matchesKind(id, EventKind.category(EventKind.of(id))))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns whether an event of a kind could match. */
  boolean matchesKind(String kindId, String kindCategory) {
    return (kinds == null || kinds.contains(kindId))
        && (category == null || category.equals(kindCategory));
  }

  /** Returns whether every kind of a category could match. */
  boolean matchesWholeCategory(String kindCategory) {
    return kinds == null && (category == null || category.equals(kindCategory));
  }

  boolean matchesEveryKind() {
    return kinds == null && category == null;
  }

  /** Returns whether a kind outside the catalogue could match. */
  boolean matchesForeignKinds() {
    return kinds == null || kinds.stream().anyMatch(id -> EventType.find(id) == null);
  }

  boolean names(String kindId) {
    return kinds != null && kinds.contains(kindId);
  }

  void forNamedCategory(Consumer<String> action) {
    if (category != null) {
      action.accept(category);
    }
  }

  /** Applies an action to each named kind outside the catalogue. */
  void forNamedKinds(Consumer<EventKind> action) {
    if (kinds != null) {
      kinds.stream().map(EventKind::of).filter(PlainKind.class::isInstance).forEach(action);
    }
  }

  /** Returns whether an event matches; propagates what a predicate throws. */
  boolean matches(DomainEvent event) {
    if (!matchesIndexed(event)) {
      return false;
    }
    for (Predicate<? super DomainEvent> predicate : predicates) {
      if (!predicate.test(event)) {
        return false;
      }
    }
    return true;
  }

  /** Returns whether an event matches apart from the predicates. */
  boolean matchesIndexed(DomainEvent event) {
    if (!matchesKind(event.kind().id(), EventKind.category(event.kind()))) {
      return false;
    }
    for (Map.Entry<Key, String> key : keys.entrySet()) {
      if (!key.getKey().matches(event, key.getValue())) {
        return false;
      }
    }
    return true;
  }

  /** Returns the key that a bus indexes this clause by, or null for kind or category. */
  @Nullable Key index() {
    return keys.isEmpty() ? null : keys.keySet().stream().sorted().findFirst().orElse(null);
  }

  /** Returns whether each event that the index yields for this clause matches it. */
  boolean isExact() {
    return predicates.isEmpty()
        && (keys.isEmpty() || (keys.size() == 1 && kinds == null && category == null));
  }

  /** Returns the conditions as text, such as {@code kind a, b and session s-1 and predicate}. */
  String describe() {
    List<String> conditions = new ArrayList<>();
    if (kinds != null) {
      conditions.add("kind " + String.join(", ", new TreeSet<>(kinds)));
    }
    if (category != null) {
      conditions.add("category " + category);
    }
    new TreeMap<>(keys).forEach((key, value) -> conditions.add(key + " " + value));
    predicates.forEach(predicate -> conditions.add("predicate"));
    return conditions.isEmpty() ? "all" : String.join(" and ", conditions);
  }

  boolean isPossible() {
    return kinds == null || !kinds.isEmpty();
  }

  /** The parts of an event that a bus indexes subscriptions by, most selective first. */
  enum Key {
    CORRELATION {
      @Override
      String of(DomainEvent event) {
        return event.correlationId();
      }
    },
    PLAN {
      @Override
      @Nullable String of(DomainEvent event) {
        return event.planId();
      }
    },
    SESSION {
      @Override
      @Nullable String of(DomainEvent event) {
        return event.sessionId();
      }
    },
    ACTOR {
      @Override
      @Nullable String of(DomainEvent event) {
        return event.actorName();
      }
    },
    PLAN_TREE {
      @Override
      @Nullable String of(DomainEvent event) {
        return event.rootPlanId();
      }

      // A root plan belongs to its own tree, whether or not the event names it as root plan.
      @Override
      @Nullable String secondOf(DomainEvent event) {
        return event.planId();
      }
    };

    abstract @Nullable String of(DomainEvent event);

    @Nullable String secondOf(DomainEvent event) {
      return null;
    }

    boolean matches(DomainEvent event, String value) {
      return value.equals(of(event)) || value.equals(secondOf(event));
    }

    /** Returns the name of the key in a text, such as {@code plan tree}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }
}
