package io.tidings.event;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Selection of the events that a handler receives.
 *
 * <pre>{@code
 * EventSelector failures =
 *     EventSelector.kinds(EventType.TOOL_ERRORED, EventType.ACTOR_ERRORED)
 *         .and(EventSelector.session("s-1"))
 *         .where(event -> event.actorName() != null);
 * }</pre>
 *
 * <p>A bus indexes each alternative of a selector by its most selective id, else by its kinds or
 * its category; the selector is not evaluated for an event that the index does not match.
 * Predicates of {@link #where} run on the emitting thread, only for events that match the rest of
 * their alternative. A predicate that throws does not match; the bus reports the failure to the
 * {@link io.tidings.event.spi.FailureListener}.
 *
 * <p>Immutable; thread-safe if its predicates are.
 *
 * @contract SEL-01, SEL-02, SEL-04
 */
public final class EventSelector {

  /** The maximum number of alternatives, after {@link #and} has multiplied them out. */
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

  /**
   * Returns a selector for every event.
   *
   * @contract BUS-16
   */
  public static EventSelector all() {
    return ALL;
  }

  /**
   * Returns a selector for one kind.
   *
   * @throws NullPointerException if {@code kind} is null
   * @throws IllegalArgumentException if the kind's id is null or ill-formed
   */
  public static EventSelector kind(EventKind kind) {
    return kinds(kind);
  }

  /**
   * Returns a selector for any of several kinds.
   *
   * @throws NullPointerException if a kind is null
   * @throws IllegalArgumentException if {@code kinds} is empty or an id is ill-formed
   */
  public static EventSelector kinds(EventKind... kinds) {
    requireSome(kinds.length, "kinds");
    return new EventSelector(
        Stream.of(
            Clause.ofKinds(
                Stream.of(kinds)
                    .map(kind -> PlainKind.identity(kind).id())
                    .collect(Collectors.toUnmodifiableSet()))));
  }

  /**
   * Returns a selector for a category, see {@link EventKind#category(EventKind)}.
   *
   * @throws NullPointerException if {@code category} is null
   * @throws IllegalArgumentException if {@code category} is ill-formed or has a dot
   */
  public static EventSelector category(String category) {
    if (Validation.id(category, "category").indexOf('.') >= 0) {
      throw new IllegalArgumentException(
          "category must have no dot; for one kind use EventSelector.kind(EventKind.of(id))");
    }
    return new EventSelector(Stream.of(Clause.ofCategory(category)));
  }

  /**
   * Returns a selector for a session.
   *
   * @throws NullPointerException if {@code sessionId} is null
   * @throws IllegalArgumentException if {@code sessionId} is ill-formed
   */
  public static EventSelector session(String sessionId) {
    return key(Clause.Key.SESSION, Validation.id(sessionId, "sessionId"));
  }

  /**
   * Returns a selector for a plan.
   *
   * @throws NullPointerException if {@code planId} is null
   * @throws IllegalArgumentException if {@code planId} is ill-formed
   */
  public static EventSelector plan(String planId) {
    return key(Clause.Key.PLAN, Validation.id(planId, "planId"));
  }

  /**
   * Returns a selector for a plan and all plans below it, by plan id or root plan id.
   *
   * @throws NullPointerException if {@code rootPlanId} is null
   * @throws IllegalArgumentException if {@code rootPlanId} is ill-formed
   */
  public static EventSelector planTree(String rootPlanId) {
    return key(Clause.Key.PLAN_TREE, Validation.id(rootPlanId, "rootPlanId"));
  }

  /**
   * Returns a selector for a correlation id.
   *
   * @throws NullPointerException if {@code correlationId} is null
   * @throws IllegalArgumentException if {@code correlationId} is ill-formed
   */
  public static EventSelector correlation(String correlationId) {
    return key(Clause.Key.CORRELATION, Validation.id(correlationId, "correlationId"));
  }

  /**
   * Returns a selector for the events of an actor, by {@link DomainEvent#actorName()}.
   *
   * @throws NullPointerException if {@code actorName} is null
   * @throws IllegalArgumentException if {@code actorName} is ill-formed
   */
  public static EventSelector actor(String actorName) {
    return key(Clause.Key.ACTOR, Validation.name(actorName, "actorName"));
  }

  /**
   * Returns a selector for the events that any of the selectors matches; each is delivered once.
   *
   * @throws NullPointerException if a selector is null
   * @throws IllegalArgumentException if {@code selectors} is empty or there are more than {@value
   *     #MAX_ALTERNATIVES} alternatives
   */
  public static EventSelector anyOf(EventSelector... selectors) {
    requireSome(selectors.length, "selectors");
    return new EventSelector(
        Stream.of(selectors)
            .flatMap(selector -> requireNonNull(selector, "selectors").clauses.stream()));
  }

  /**
   * Returns a selector for the events that both this and {@code other} match. If no event can match
   * both, as with two session ids, the result matches no event, and a subscription with it receives
   * nothing.
   *
   * @throws NullPointerException if {@code other} is null
   * @throws IllegalArgumentException if the result has more than {@value #MAX_ALTERNATIVES}
   *     alternatives
   */
  public EventSelector and(EventSelector other) {
    requireNonNull(other, "other");
    return new EventSelector(
        clauses.stream().flatMap(clause -> other.clauses.stream().map(clause::and)));
  }

  /**
   * Returns a selector for the events that this matches and {@code predicate} accepts.
   *
   * @throws NullPointerException if {@code predicate} is null
   * @contract SEL-04
   */
  public EventSelector where(Predicate<? super DomainEvent> predicate) {
    requireNonNull(predicate, "predicate");
    return new EventSelector(clauses.stream().map(clause -> clause.where(predicate)));
  }

  /**
   * Returns whether an event matches, for a bus or tap with a selection of its own.
   *
   * @throws NullPointerException if {@code event} is null
   * @throws RuntimeException if a predicate throws
   */
  public boolean matches(DomainEvent event) {
    requireNonNull(event, "event");
    long mark = ThreadState.mark();
    try {
      for (Clause clause : clauses) {
        if (clause.matches(event)) {
          return true;
        }
      }
      return false;
    } finally {
      ThreadState.discardSince(mark);
    }
  }

  /**
   * Returns whether an event of a kind could match; calls no predicate.
   *
   * @throws NullPointerException if {@code kind} is null
   * @throws IllegalArgumentException if the kind's id is null or ill-formed
   */
  public boolean mayMatch(EventKind kind) {
    EventKind plain = PlainKind.identity(kind);
    for (Clause clause : clauses) {
      if (clause.matchesKind(plain.id(), EventKind.category(plain))) {
        return true;
      }
    }
    return false;
  }

  /** Returns the alternatives as text for a log; of a predicate it shows only that there is one. */
  @Override
  public String toString() {
    return "EventSelector[" + text(clauses) + "]";
  }

  /** Returns alternatives as text for a log. */
  static String text(List<Clause> clauses) {
    return clauses.isEmpty()
        ? "nothing"
        : clauses.stream().map(Clause::describe).collect(Collectors.joining(" or "));
  }

  List<Clause> clauses() {
    return clauses;
  }

  private static EventSelector key(Clause.Key key, String value) {
    return new EventSelector(Stream.of(Clause.ofKey(key, value)));
  }

  private static void requireSome(int count, String argument) {
    if (count == 0) {
      throw new IllegalArgumentException(
          argument + " must not be empty; for every event use EventSelector.all()");
    }
  }
}
