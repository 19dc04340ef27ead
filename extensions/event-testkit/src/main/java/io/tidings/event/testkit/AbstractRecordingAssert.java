package io.tidings.event.testkit;

import io.tidings.event.EventKind;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** What can be asked at once and can be waited for. */
abstract class AbstractRecordingAssert<S extends AbstractRecordingAssert<S>>
    extends AbstractAssert<S, Recording> {

  private final Question question;

  AbstractRecordingAssert(Recording recording, Deadline deadline, Class<S> self) {
    super(recording, self);
    this.question = new Question(recording, deadline, info);
  }

  Question question() {
    return question;
  }

  /**
   * Verifies that an event of the kind was emitted, and goes on with those that were.
   *
   * @throws AssertionError if there is none
   */
  public EventAssert emitted(EventKind kind) {
    return EventAssert.among(question, List.of(Expectation.kind(kind)));
  }

  /**
   * Verifies that events of these kinds were emitted in this order, whatever else was emitted
   * between them.
   *
   * @throws AssertionError if they were not
   * @throws IllegalArgumentException if no kind is given
   */
  public S emittedInOrder(EventKind... kinds) {
    question.settle(new InOrder(kinds));
    return myself;
  }

  /**
   * Verifies that as many events of the kind were emitted, and not more.
   *
   * @param times how many
   * @throws AssertionError if there are more or fewer, or if events were let go, since these may
   *     have been of the kind
   * @throws IllegalArgumentException if {@code times} is negative
   */
  public S emittedExactly(int times, EventKind kind) {
    question.settle(new Exactly(times, Kinds.frozen(kind, "kind")));
    return myself;
  }
}
