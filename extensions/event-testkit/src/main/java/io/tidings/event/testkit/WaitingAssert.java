package io.tidings.event.testkit;

/**
 * Assertions on what is emitted until a deadline. Start with {@link RecordingAssert#within}.
 *
 * <p>Each returns as soon as it holds; all that follow it, also on the events it found, share its
 * deadline. Waiting sleeps until an event is recorded, and ends early with a failure if the bus is
 * closed, or if the thread is interrupted, whose flag stays set. That something does not happen can
 * only be asked once it is over, of a {@link RecordingAssert}; so {@link #emittedExactly} waits for
 * as many as it names and does not wait whether more come.
 *
 * <p>Confined to one thread; the events come from others.
 */
public final class WaitingAssert extends AbstractRecordingAssert<WaitingAssert> {

  WaitingAssert(Recording recording, Deadline deadline) {
    super(recording, deadline, WaitingAssert.class);
  }
}
