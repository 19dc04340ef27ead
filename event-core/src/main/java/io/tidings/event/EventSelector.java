package io.tidings.event;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which events a handler wants.
 *
 * <pre>{@code
 * EventSelector failures =
 *     EventSelector.kinds(EventType.TOOL_ERRORED, EventType.ACTOR_ERRORED)
 *         .and(EventSelector.session("s-1"))
 *         .where(event -> event.actorName() != null);
 * }</pre>
 *
 * <p>Kinds, categories and ids are indexed: each alternative of a selector is found by its most
 * telling id, else by its kinds or its category, and costs nothing for the events that do not find
 * it; the rest of it is checked for those that do. A predicate given to {@link #where} runs only
 * for events that pass the rest, on the emitting thread; one that throws does not match, and the
 * bus's {@link io.tidings.event.spi.FailureListener} hears it (SEL-04).
 *
 * <p>Immutable; thread-safe if its predicates are.
 */
public final class EventSelector {

  /** How many alternatives a selector may have after {@link #and} has multiplied them out. */
  public static final int MAX_ALTERNATIVES = 1_000;

  private static final EventSelector ALL = new EventSelector(Stream.of(Clause.ANY));

  private final List<Clause> clauses;

  private EventSelector(Stream<Clause> clauses) {
    this.clauses = clauses.filter(Clause::isPossible).limit(MAX_ALTERNATIVES + 1L).toList();
    if (this.clauses.size() > MAX_ALTERNATIVES) {
      throw new IllegalArgumentException(
          "selector has more than " + MAX_ALTERNATIVES + " alternatives; subscribe more than once");
    }
  }

  /** Selects every event (BUS-16). */
  public static EventSelector all() {
    return ALL;
  }

  /** Selects the events of one kind. */
  public static EventSelector kind(EventKind kind) {
    return kinds(kind);
  }

  /**
   * Selects the events of any of the kinds.
   *
   * @throws IllegalArgumentException if there is none, or an id is ill-formed
   */
  public static EventSelector kinds(EventKind... kinds) {
    requireSome(kinds.length, "kinds");
    return new EventSelector(
        Stream.of(
            Clause.ofKinds(
                Stream.of(kinds)
                    .map(kind -> PlainKind.frozen(kind).id())
                    .collect(Collectors.toUnmodifiableSet()))));
  }

  /**
   * Selects the events of a category, see {@link EventKind#category(EventKind)}.
   *
   * @throws IllegalArgumentException if it is not 1 to 128 visible ASCII characters, or has a dot
   */
  public static EventSelector category(String category) {
    if (Validation.id(category, "category").indexOf('.') >= 0) {
      throw new IllegalArgumentException(
          "category must have no dot; for one kind use EventSelector.kind(EventKind.of(id))");
    }
    return new EventSelector(Stream.of(Clause.ofCategory(category)));
  }

  /** Selects the events of a session. */
  public static EventSelector session(String sessionId) {
    return key(SelectorKey.SESSION, Validation.id(sessionId, "sessionId"));
  }

  /** Selects the events of a plan. */
  public static EventSelector plan(String planId) {
    return key(SelectorKey.PLAN, Validation.id(planId, "planId"));
  }

  /**
   * Selects the events of a plan and of all plans below it: it is their plan, or their root plan.
   */
  public static EventSelector planTree(String rootPlanId) {
    return key(SelectorKey.PLAN_TREE, Validation.id(rootPlanId, "rootPlanId"));
  }

  /** Selects the events that share a correlation id. */
  public static EventSelector correlation(String correlationId) {
    return key(SelectorKey.CORRELATION, Validation.id(correlationId, "correlationId"));
  }

  /**
   * Selects what any of the selectors selects; an event that several select is delivered once.
   *
   * @throws IllegalArgumentException if there is none, or there are more than {@value
   *     #MAX_ALTERNATIVES} alternatives
   */
  public static EventSelector anyOf(EventSelector... selectors) {
    requireSome(selectors.length, "selectors");
    return new EventSelector(
        Stream.of(selectors)
            .flatMap(selector -> requireNonNull(selector, "selectors").clauses.stream()));
  }

  /**
   * Selects what both this and {@code other} select.
   *
   * @throws IllegalArgumentException if that makes more than {@value #MAX_ALTERNATIVES}
   *     alternatives
   */
  public EventSelector and(EventSelector other) {
    requireNonNull(other, "other");
    return new EventSelector(
        clauses.stream().flatMap(ours -> other.clauses.stream().map(ours::and)));
  }

  /** Selects what this selects and {@code predicate} accepts. */
  public EventSelector where(Predicate<? super DomainEvent> predicate) {
    requireNonNull(predicate, "predicate");
    return new EventSelector(clauses.stream().map(clause -> clause.where(predicate)));
  }

  /**
   * Tells whether an event is selected, for a bus or tap that does its own narrowing.
   *
   * @throws RuntimeException whatever a predicate throws
   */
  public boolean matches(DomainEvent event) {
    requireNonNull(event, "event");
    for (Clause clause : clauses) {
      if (clause.matches(event)) {
        return true;
      }
    }
    return false;
  }

  /** Tells whether some event of the kind could be selected; no predicate is asked. */
  public boolean mayMatch(EventKind kind) {
    EventKind frozen = PlainKind.frozen(kind);
    for (Clause clause : clauses) {
      if (clause.takes(frozen.id(), EventKind.category(frozen))) {
        return true;
      }
    }
    return false;
  }

  /** Returns the alternatives, for people to read. */
  @Override
  public String toString() {
    return "EventSelector" + clauses;
  }

  List<Clause> clauses() {
    return clauses;
  }

  private static EventSelector key(SelectorKey key, String value) {
    return new EventSelector(Stream.of(Clause.ofKey(key, value)));
  }

  private static void requireSome(int count, String argument) {
    if (count == 0) {
      throw new IllegalArgumentException(
          argument + " must not be empty; for every event use EventSelector.all()");
    }
  }
}
