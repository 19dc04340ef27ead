package io.tidings.event.testkit;

import io.tidings.event.EventKind;
import io.tidings.event.PayloadKind;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.AbstractAssert;

/** Assertions that hold once enough events are recorded. */
abstract class AbstractRecordingAssert<S extends AbstractRecordingAssert<S>>
    extends AbstractAssert<S, Recording> {

  private final RecordingVerifier verifier;

  AbstractRecordingAssert(Recording recording, Duration timeout, Class<S> self) {
    super(recording, self);
    this.verifier = new RecordingVerifier(recording, timeout, info);
  }

  RecordingVerifier verifier() {
    return verifier;
  }

  /**
   * Verifies that an event of the kind was emitted.
   *
   * @return assertions on the events of the kind
   * @throws NullPointerException if {@code kind} is null
   * @throws IllegalArgumentException if the kind's id is ill-formed
   * @throws AssertionError if there is none
   */
  public EventAssert emitted(EventKind kind) {
    return new EventAssert(verifier, List.of(Expectation.kind(kind)));
  }

  /**
   * Verifies that an event of the kind was emitted, with or without a payload that its details
   * decode as.
   *
   * @return assertions on the events of the kind and their payloads
   * @throws NullPointerException if {@code kind} is null
   * @throws AssertionError if there is none
   */
  public <P extends Record> PayloadAssert<P> emitted(PayloadKind<P> kind) {
    return new PayloadAssert<>(verifier, List.of(Expectation.kind(kind)), kind);
  }

  /**
   * Verifies that events of these kinds were emitted in this order. Other events may occur between
   * them.
   *
   * @return this assertion
   * @throws NullPointerException if {@code kinds} or an element is null
   * @throws IllegalArgumentException if no kind is given, or an id is ill-formed
   * @throws AssertionError if they were not
   */
  public S emittedInOrder(EventKind... kinds) {
    verifier.verify(new EmittedInOrder(kinds));
    return myself;
  }

  /**
   * Verifies that exactly this number of events of the kind was emitted.
   *
   * @param times the number of events
   * @return this assertion
   * @throws NullPointerException if {@code kind} is null
   * @throws IllegalArgumentException if {@code times} is negative, or the kind's id is ill-formed
   * @throws AssertionError if there are more or fewer, or if events were dropped, since these may
   *     have been of the kind
   */
  public S emittedExactly(int times, EventKind kind) {
    verifier.verify(new EmittedExactly(times, Kinds.checked(kind, "kind")));
    return myself;
  }
}
