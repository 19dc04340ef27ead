package io.tidings.event.testkit;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventKind;
import java.time.Duration;
import java.util.List;

/**
 * Assertions on what has been emitted up to the moment of asking. Start with {@link
 * TidingsAssertions#assertThat(Recording)}.
 *
 * <p>What an assertion cannot know it does not claim: where something must not have been emitted,
 * it fails if events were let go that might have been it. A null argument is refused with a {@link
 * NullPointerException} that names it, a kind whose id is ill-formed with an {@link
 * IllegalArgumentException}. Confined to one thread; the recording may grow on others.
 */
public final class RecordingAssert extends AbstractRecordingAssert<RecordingAssert> {

  RecordingAssert(Recording recording) {
    super(recording, Deadline.in(Duration.ZERO), RecordingAssert.class);
  }

  /**
   * Goes on with what is emitted within {@code timeout} from now.
   *
   * @param timeout how long to wait; zero or negative asks without waiting
   */
  public WaitingAssert within(Duration timeout) {
    Deadline deadline = Deadline.in(requireNonNull(timeout, "timeout"));
    return new WaitingAssert(actual, deadline).as(info.description());
  }

  /**
   * Verifies that no event of any of these kinds was emitted.
   *
   * @throws AssertionError if there is one, or if events were let go
   * @throws IllegalArgumentException if no kind is given
   */
  public RecordingAssert neverEmitted(EventKind... kinds) {
    question().settle(new Never(kinds));
    return this;
  }

  /**
   * Verifies that no event was emitted.
   *
   * @throws AssertionError if there is one, or if events were let go
   */
  public RecordingAssert emittedNothing() {
    question().settle(new Only(List.of()));
    return this;
  }

  /**
   * Verifies that events of each of these kinds were emitted, in whatever order, and no others.
   *
   * @throws AssertionError if a kind is missing, if there is another, or if events were let go
   * @throws IllegalArgumentException if no kind is given
   */
  public RecordingAssert emittedOnly(EventKind... kinds) {
    question().settle(new Only(Kinds.frozen(Kinds.given(kinds), "kinds")));
    return this;
  }
}
