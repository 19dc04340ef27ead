package io.tidings.event.testkit;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/** Assertions on the events that meet every expectation so far. */
abstract class AbstractEventAssert<S extends AbstractEventAssert<S>>
    extends AbstractAssert<S, List<DomainEvent>> {

  private final RecordingVerifier verifier;
  private final List<Expectation> expectations;

  AbstractEventAssert(RecordingVerifier verifier, List<Expectation> expectations, Class<?> self) {
    super(among(verifier, expectations), self);
    this.verifier = verifier;
    this.expectations = expectations;
    info.description(verifier.info().description());
  }

  /** Returns assertions on the events that meet all expectations. */
  abstract S narrowed(RecordingVerifier verifier, List<Expectation> expectations);

  private static List<DomainEvent> among(
      RecordingVerifier verifier, List<Expectation> expectations) {
    Snapshot now = verifier.await(snapshot -> !meeting(snapshot, expectations).isEmpty());
    List<DomainEvent> events = meeting(now, expectations);
    if (events.isEmpty()) {
      throw verifier.failure(failure(now, expectations), now);
    }
    return events;
  }

  private static List<DomainEvent> meeting(Snapshot now, List<Expectation> expectations) {
    return now.events().stream()
        .filter(event -> expectations.stream().allMatch(one -> one.isMet(event, now)))
        .toList();
  }

  private static String failure(Snapshot now, List<Expectation> expectations) {
    String description =
        expectations.stream().map(Expectation::description).collect(Collectors.joining(" "));
    return "Expected "
        + description
        + ", but there was none"
        + NearestMiss.describe(now, expectations);
  }

  /** Returns the events that meet every expectation so far; unmodifiable, never empty. */
  public List<DomainEvent> events() {
    return actual;
  }

  /**
   * Requires a detail with a value. The value is converted as an event's details are before it is
   * compared: 3 equals 3L, an enum constant equals its text, and the order of a map is ignored.
   *
   * @return assertions on the events that also have the detail
   * @throws IllegalArgumentException if an event's details cannot contain the value
   */
  public S withDetail(String name, Object value) {
    return and(Expectation.detail(name, value));
  }

  /**
   * Requires a scope that equals {@code scope} in all four ids.
   *
   * @return assertions on the events that also have the scope
   */
  public S withScope(EventScope scope) {
    return and(Expectation.scope(scope));
  }

  /**
   * Requires a plan id.
   *
   * @return assertions on the events that also have the plan id
   */
  public S withPlan(String planId) {
    return and(Expectation.plan(planId));
  }

  /**
   * Requires a session id.
   *
   * @return assertions on the events that also have the session id
   */
  public S withSession(String sessionId) {
    return and(Expectation.session(sessionId));
  }

  /**
   * Requires an actor name.
   *
   * @return assertions on the events that also have the actor name
   */
  public S withActor(String actorName) {
    return and(Expectation.actor(actorName));
  }

  /**
   * Requires {@code cause} as the direct cause.
   *
   * @return assertions on the events that also have the cause
   */
  public S causedBy(DomainEvent cause) {
    return and(Expectation.cause(cause));
  }

  /**
   * Requires as direct cause an event of the kind that is in the same recording.
   *
   * @return assertions on the events that also have such a cause
   */
  public S causedBy(EventKind kind) {
    return and(Expectation.cause(kind));
  }

  S and(Expectation more) {
    List<Expectation> all = new ArrayList<>(expectations);
    all.add(more);
    return narrowed(verifier, List.copyOf(all));
  }
}
