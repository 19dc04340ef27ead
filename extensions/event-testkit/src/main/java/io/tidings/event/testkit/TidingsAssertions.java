package io.tidings.event.testkit;

import static java.util.Objects.requireNonNull;

/**
 * Entry point of the assertions on emitted events.
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
 * <p>A failure message contains the expectation, the event that meets most of it and the parts that
 * differ, and the timeline of all recorded events. Can be imported together with AssertJ's own
 * {@code assertThat}.
 */
public final class TidingsAssertions {

  private TidingsAssertions() {}

  /**
   * Returns assertions on all events recorded on a bus.
   *
   * @throws NullPointerException if {@code bus} is null
   */
  public static RecordingAssert assertThat(RecordingEventBus bus) {
    return assertThat(requireNonNull(bus, "bus").recording());
  }

  /**
   * Returns assertions on a recording.
   *
   * @throws NullPointerException if {@code recording} is null
   */
  public static RecordingAssert assertThat(Recording recording) {
    return new RecordingAssert(requireNonNull(recording, "recording"));
  }
}
