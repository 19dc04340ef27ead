package io.tidings.event.testkit;

import java.time.Duration;

/**
 * Assertions on the events emitted until a deadline. Start with {@link RecordingAssert#within}.
 *
 * <p>Each assertion returns as soon as it holds. All assertions of a chain, those on the matched
 * events included, share the deadline. The thread waits without polling, and fails early if the bus
 * is closed or the thread is interrupted; the interrupt flag stays set.
 *
 * <p>The absence of events can only be verified afterwards, with a {@link RecordingAssert}. {@link
 * #emittedExactly} therefore returns once the number is reached and does not wait for further
 * events.
 *
 * <p>Confined to one thread; events may be recorded on others.
 */
public final class WaitingAssert extends AbstractRecordingAssert<WaitingAssert> {

  WaitingAssert(Recording recording, Duration timeout) {
    super(recording, timeout, WaitingAssert.class);
  }
}
