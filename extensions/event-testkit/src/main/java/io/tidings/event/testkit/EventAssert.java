package io.tidings.event.testkit;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventKind;
import io.tidings.event.EventScope;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;

/**
 * Assertions on the events that had everything asked so far. Start with {@link
 * RecordingAssert#emitted}.
 *
 * <p>Each narrows the events to those that also have what it asks, and fails with an {@link
 * AssertionError} if none is left: {@code emitted(K).withPlan("p").withActor("a")} wants one event
 * that has all three. After {@link RecordingAssert#within} each waits until the common deadline. A
 * null argument is refused with a {@link NullPointerException} that names it. Confined to one
 * thread.
 */
public final class EventAssert extends AbstractAssert<EventAssert, List<DomainEvent>> {

  private final Question question;
  private final List<Expectation> asked;

  private EventAssert(Question question, List<Expectation> asked, List<DomainEvent> events) {
    super(events, EventAssert.class);
    this.question = question;
    this.asked = asked;
  }

  /** Returns assertions on the events that have all that is asked. */
  static EventAssert among(Question question, List<Expectation> asked) {
    Snapshot now = question.awaited(snapshot -> !meeting(snapshot, asked).isEmpty());
    List<DomainEvent> events = meeting(now, asked);
    if (events.isEmpty()) {
      throw question.failure(complaint(now, asked), now);
    }
    return new EventAssert(question, asked, events).as(question.info().description());
  }

  private static List<DomainEvent> meeting(Snapshot now, List<Expectation> asked) {
    return now.events().stream()
        .filter(event -> asked.stream().allMatch(one -> one.isMet(event, now)))
        .toList();
  }

  private static String complaint(Snapshot now, List<Expectation> asked) {
    String wanted = asked.stream().map(Expectation::wanted).collect(Collectors.joining(" "));
    return "Expected " + wanted + ", but there was none" + NearestMiss.told(now, asked);
  }

  /** Returns the events that had everything asked so far; unmodifiable, never empty. */
  public List<DomainEvent> events() {
    return actual;
  }

  /**
   * Wants a detail with a value. The value is compared as it would be kept: 3 is 3L, an enum
   * constant its text, and the order of a map does not matter.
   *
   * @throws IllegalArgumentException if no event could have such a detail
   */
  public EventAssert withDetail(String name, Object value) {
    return and(Expectation.detail(name, value));
  }

  /** Wants exactly this scope. */
  public EventAssert withScope(EventScope scope) {
    return and(Expectation.scope(scope));
  }

  /** Wants a plan. */
  public EventAssert withPlan(String planId) {
    return and(Expectation.plan(planId));
  }

  /** Wants a session. */
  public EventAssert withSession(String sessionId) {
    return and(Expectation.session(sessionId));
  }

  /** Wants somebody to have acted. */
  public EventAssert withActor(String actorName) {
    return and(Expectation.actor(actorName));
  }

  /** Wants {@code cause} as the direct cause. */
  public EventAssert causedBy(DomainEvent cause) {
    return and(Expectation.cause(cause));
  }

  /** Wants as direct cause an event of the kind that is in the recording too. */
  public EventAssert causedBy(EventKind kind) {
    return and(Expectation.cause(kind));
  }

  private EventAssert and(Expectation more) {
    List<Expectation> all = new ArrayList<>(asked);
    all.add(more);
    return among(question, List.copyOf(all));
  }
}
