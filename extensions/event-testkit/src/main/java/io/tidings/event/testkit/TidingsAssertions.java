package io.tidings.event.testkit;

import static java.util.Objects.requireNonNull;

/**
 * The way to say what a test expects to have been emitted.
 *
 * <pre>{@code
 * assertThat(bus)
 *     .emitted(EventType.PLAN_APPLIED)
 *     .withDetail("files_changed", 3)
 *     .withScope(scope)
 *     .causedBy(EventType.DECISION_CREATED);
 * assertThat(bus).neverEmitted(EventType.PLAN_ERRORED);
 * }</pre>
 *
 * <p>What fails says what was asked, which event came nearest and what it had instead, and all that
 * happened. Can be imported beside AssertJ's own {@code assertThat}.
 */
public final class TidingsAssertions {

  private TidingsAssertions() {}

  /** Returns assertions on everything recorded on a bus. */
  public static RecordingAssert assertThat(RecordingEventBus bus) {
    return assertThat(requireNonNull(bus, "bus").recording());
  }

  /** Returns assertions on a recording. */
  public static RecordingAssert assertThat(Recording recording) {
    return new RecordingAssert(requireNonNull(recording, "recording"));
  }
}
