package io.tidings.event.testkit;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is asked of an event.
 *
 * @param wanted what is asked, to follow "Expected"
 * @param test whether an event of a snapshot has it
 * @param found what the event has instead, to follow "but"
 */
record Expectation(
    String wanted,
    BiPredicate<DomainEvent, Snapshot> test,
    BiFunction<DomainEvent, Snapshot, String> found) {

  boolean isMet(DomainEvent event, Snapshot snapshot) {
    return test.test(event, snapshot);
  }

  static Expectation kind(EventKind kind) {
    EventKind wanted = Kinds.frozen(kind, "kind");
    return new Expectation(
        wanted.id(), (event, all) -> event.is(wanted), (event, all) -> "is another kind");
  }

  static Expectation detail(String name, Object value) {
    requireNonNull(name, "name");
    requireNonNull(value, "value");
    Object wanted =
        requireNonNull(
            DomainEvent.root(EventKind.of("expected"))
                .detail(name, value)
                .build()
                .details()
                .get(name));
    return part("detail " + name, event -> event.details().get(name), wanted);
  }

  static Expectation scope(EventScope scope) {
    return part("scope", DomainEvent::scope, requireNonNull(scope, "scope"));
  }

  static Expectation plan(String planId) {
    return part("plan", DomainEvent::planId, requireNonNull(planId, "planId"));
  }

  static Expectation session(String sessionId) {
    return part("session", DomainEvent::sessionId, requireNonNull(sessionId, "sessionId"));
  }

  static Expectation actor(String actorName) {
    return part("actor", DomainEvent::actorName, requireNonNull(actorName, "actorName"));
  }

  private static Expectation part(
      String name, Function<DomainEvent, @Nullable Object> part, Object wanted) {
    return new Expectation(
        "with " + name + " = " + Shown.value(wanted),
        (event, all) -> wanted.equals(part.apply(event)),
        (event, all) -> {
          Object found = part.apply(event);
          return found == null ? "has no " + name : "has " + name + " = " + Shown.value(found);
        });
  }

  static Expectation cause(DomainEvent cause) {
    requireNonNull(cause, "cause");
    return new Expectation(
        "caused by " + Shown.event(cause),
        (event, all) -> cause.id().equals(event.causationId()),
        Expectation::toldCause);
  }

  static Expectation cause(EventKind kind) {
    EventKind wanted = Kinds.frozen(kind, "kind");
    return new Expectation(
        "caused by " + wanted.id(),
        (event, all) -> {
          DomainEvent cause = all.find(event.causationId());
          return cause != null && cause.is(wanted);
        },
        Expectation::toldCause);
  }

  private static String toldCause(DomainEvent event, Snapshot all) {
    if (event.causationId() == null) {
      return "has no cause";
    }
    DomainEvent cause = all.find(event.causationId());
    return cause == null
        ? "was caused by " + Shown.id(event.causationId()) + ", which is not in this recording"
        : "was caused by " + Shown.event(cause);
  }
}
