package io.tidings.event.testkit;

import java.util.List;

/**
 * Assertions on the events that meet every expectation so far. Start with {@link
 * RecordingAssert#emitted}.
 *
 * <p>Each method narrows the events to those that also meet its expectation: {@code
 * emitted(K).withPlan("p").withActor("a")} requires one event that meets all three. It throws an
 * {@link AssertionError} if none is left; after {@link RecordingAssert#within} it waits for one
 * until the common deadline. A null argument is rejected with a {@link NullPointerException} that
 * names it. Confined to one thread.
 */
public final class EventAssert extends AbstractEventAssert<EventAssert> {

  EventAssert(RecordingVerifier verifier, List<Expectation> expectations) {
    super(verifier, expectations, EventAssert.class);
  }

  @Override
  EventAssert narrowed(RecordingVerifier verifier, List<Expectation> expectations) {
    return new EventAssert(verifier, expectations);
  }
}
