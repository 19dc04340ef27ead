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
 * A condition on a single event.
 *
 * @param description the text of this condition, to follow "Expected"
 * @param test the test of an event of a snapshot
 * @param mismatch the text that describes an event which does not meet this condition
 */
record Expectation(
    String description,
    BiPredicate<DomainEvent, Snapshot> test,
    BiFunction<DomainEvent, Snapshot, String> mismatch) {

  boolean isMet(DomainEvent event, Snapshot snapshot) {
    return test.test(event, snapshot);
  }

  static Expectation kind(EventKind kind) {
    EventKind expected = Kinds.checked(kind, "kind");
    return new Expectation(
        expected.id(), (event, all) -> event.is(expected), (event, all) -> "is another kind");
  }

  static Expectation detail(String name, Object value) {
    requireNonNull(name, "name");
    requireNonNull(value, "value");
    Object expected =
        requireNonNull(
            DomainEvent.root(EventKind.of("expected"))
                .detail(name, value)
                .build()
                .details()
                .get(name));
    return part("detail " + name, event -> event.details().get(name), expected);
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
      String name, Function<DomainEvent, @Nullable Object> part, Object expected) {
    return new Expectation(
        "with " + name + " = " + Formatting.value(expected),
        (event, all) -> expected.equals(part.apply(event)),
        (event, all) -> {
          Object actual = part.apply(event);
          return actual == null
              ? "has no " + name
              : "has " + name + " = " + Formatting.value(actual);
        });
  }

  static Expectation cause(DomainEvent cause) {
    requireNonNull(cause, "cause");
    return new Expectation(
        "caused by " + Formatting.event(cause),
        (event, all) -> cause.id().equals(event.causationId()),
        Expectation::describeCause);
  }

  static Expectation cause(EventKind kind) {
    EventKind expected = Kinds.checked(kind, "kind");
    return new Expectation(
        "caused by " + expected.id(),
        (event, all) -> {
          DomainEvent cause = all.find(event.causationId());
          return cause != null && cause.is(expected);
        },
        Expectation::describeCause);
  }

  private static String describeCause(DomainEvent event, Snapshot all) {
    if (event.causationId() == null) {
      return "has no cause";
    }
    DomainEvent cause = all.find(event.causationId());
    return cause == null
        ? "was caused by " + Formatting.id(event.causationId()) + ", which is not in this recording"
        : "was caused by " + Formatting.event(cause);
  }
}
