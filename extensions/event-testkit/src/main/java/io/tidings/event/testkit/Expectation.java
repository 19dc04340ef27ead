package io.tidings.event.testkit;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import io.tidings.event.PayloadKind;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
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

  static <P extends Record> Expectation payload(PayloadKind<P> kind, P payload) {
    Map<String, Object> expected = details(kind, payload);
    return new Expectation(
        "with payload " + payload.getClass().getSimpleName() + Formatting.value(expected),
        (event, all) -> payload.equals(readable(event, kind)),
        (event, all) -> payloadMismatch(event, kind, expected));
  }

  private static <P extends Record> String payloadMismatch(
      DomainEvent event, PayloadKind<P> kind, Map<String, Object> expected) {
    P actual = readable(event, kind);
    if (actual == null) {
      return unreadable(event, kind);
    }
    String differences = Formatting.differences(expected, details(kind, actual));
    return differences.isEmpty()
        ? "has a payload with the same details that equals() rejects; compare its components"
        : "has a payload with " + differences;
  }

  static <P extends Record> Expectation payload(
      PayloadKind<P> kind, Consumer<? super P> requirements) {
    return new Expectation(
        "with a payload that meets the requirements",
        (event, all) -> {
          P payload = readable(event, kind);
          return payload != null && violation(payload, requirements) == null;
        },
        (event, all) -> {
          P payload = readable(event, kind);
          return payload == null
              ? unreadable(event, kind)
              : "has a payload that violates: " + violation(payload, requirements);
        });
  }

  private static <P> @Nullable String violation(P payload, Consumer<? super P> requirements) {
    try {
      requirements.accept(payload);
      return null;
    } catch (AssertionError violated) {
      return String.valueOf(violated.getMessage()).strip();
    }
  }

  /** Returns the payload of an event of the kind, or null if its details do not decode. */
  private static <P extends Record> @Nullable P readable(DomainEvent event, PayloadKind<P> kind) {
    try {
      return event.is(kind) ? event.payload(kind) : null;
    } catch (IllegalArgumentException unreadable) {
      return null;
    }
  }

  private static String unreadable(DomainEvent event, PayloadKind<?> kind) {
    try {
      return "has the payload " + event.payload(kind);
    } catch (IllegalArgumentException unreadable) {
      return "has no payload: " + unreadable.getMessage();
    }
  }

  private static <P extends Record> Map<String, Object> details(PayloadKind<P> kind, P payload) {
    return DomainEvent.builder(kind, payload).build().details();
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
