package io.tidings.event.spring.test;

import io.tidings.event.testkit.Recording;
import io.tidings.event.testkit.RecordingAssert;
import io.tidings.event.testkit.RecordingEventBus;
import io.tidings.event.testkit.RecordingEventBus.Work;
import io.tidings.event.testkit.TidingsAssertions;

/**
 * Steps of a test and the events that they cause. Injected into the methods of a {@link
 * TidingsTest}. For events of other threads, wait with {@link RecordingAssert#within}.
 *
 * <pre>{@code
 * scenario
 *     .when(() -> orders.placeLater("o-2"))
 *     .within(Duration.ofSeconds(10))
 *     .emitted(EventKind.of("order.placed"));
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class Scenario {

  private final RecordingEventBus bus;

  Scenario(RecordingEventBus bus) {
    this.bus = bus;
  }

  /**
   * Runs work on the calling thread, and returns assertions on the events that it and their
   * handlers emit, on any thread to which the context is carried.
   *
   * @throws X if the work throws it
   */
  public <X extends Exception> RecordingAssert when(Work<X> work) throws X {
    Recording recording = bus.capture(work);
    return TidingsAssertions.assertThat(recording);
  }
}
