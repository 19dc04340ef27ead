package io.tidings.event.testkit;

import static java.util.Objects.requireNonNull;

import io.tidings.event.EventKind;
import java.time.Duration;
import java.util.List;

/**
 * Assertions on the events emitted up to the call. Start with {@link
 * TidingsAssertions#assertThat(Recording)}.
 *
 * <p>An assertion that events are absent fails if events were dropped that may have been among
 * them. Confined to one thread; events may be recorded on others.
 */
public final class RecordingAssert extends AbstractRecordingAssert<RecordingAssert> {

  RecordingAssert(Recording recording) {
    super(recording, Duration.ZERO, RecordingAssert.class);
  }

  /**
   * Returns assertions that wait for events until {@code timeout} has elapsed from now.
   *
   * @param timeout the longest wait; zero or negative does not wait
   * @throws NullPointerException if {@code timeout} is null
   */
  public WaitingAssert within(Duration timeout) {
    requireNonNull(timeout, "timeout");
    return new WaitingAssert(actual, timeout).as(info.description());
  }

  /**
   * Verifies that no event of any of these kinds was emitted.
   *
   * @return this assertion
   * @throws NullPointerException if {@code kinds} or an element is null
   * @throws IllegalArgumentException if no kind is given, or an id is ill-formed
   * @throws AssertionError if there is one, or if events were dropped
   */
  public RecordingAssert neverEmitted(EventKind... kinds) {
    verifier().verify(new NeverEmitted(kinds));
    return this;
  }

  /**
   * Verifies that no event was emitted.
   *
   * @return this assertion
   * @throws AssertionError if there is one, or if events were dropped
   */
  public RecordingAssert emittedNothing() {
    verifier().verify(new EmittedOnly(List.of()));
    return this;
  }

  /**
   * Verifies that events of each of these kinds were emitted, in any order, and no others.
   *
   * @return this assertion
   * @throws NullPointerException if {@code kinds} or an element is null
   * @throws IllegalArgumentException if no kind is given, or an id is ill-formed
   * @throws AssertionError if a kind is missing, if there is another, or if events were dropped
   */
  public RecordingAssert emittedOnly(EventKind... kinds) {
    verifier().verify(new EmittedOnly(Kinds.checked(Kinds.list(kinds), "kinds")));
    return this;
  }
}
