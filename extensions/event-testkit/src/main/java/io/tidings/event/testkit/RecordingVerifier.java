package io.tidings.event.testkit;

import io.tidings.event.internal.Deadline;
import io.tidings.event.internal.Durations;
import java.time.Duration;
import java.util.function.Predicate;
import org.assertj.core.api.WritableAssertionInfo;

/** Evaluation of conditions on a recording until a deadline. Confined to one thread. */
final class RecordingVerifier {

  private final Recording recording;
  private final Duration timeout;
  private final Deadline deadline;
  private final WritableAssertionInfo info;

  RecordingVerifier(Recording recording, Duration timeout, WritableAssertionInfo info) {
    this.recording = recording;
    this.timeout = timeout;
    this.deadline = new Deadline(timeout);
    this.info = info;
  }

  WritableAssertionInfo info() {
    return info;
  }

  /** Waits until a condition holds; throws the failure if it does not before the deadline. */
  void verify(RecordingCondition condition) {
    Snapshot now = await(condition::isSettled);
    if (!condition.holds(now)) {
      throw failure(condition.failure(now), now);
    }
    if (condition.needsAll() && now.dropped() > 0) {
      throw failure(
          "Expected %s, which cannot be verified: %s; give the bus a greater capacity"
              .formatted(condition.description(), Formatting.dropped(now.dropped())),
          now);
    }
  }

  /** Returns the contents at the moment a predicate was met or waiting ended. */
  Snapshot await(Predicate<Snapshot> predicate) {
    try {
      return recording.awaitSnapshot(predicate, deadline);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      AssertionError failure = failure("Interrupted while waiting", recording.now());
      failure.initCause(interrupted);
      throw failure;
    }
  }

  /** Returns an error with a message and the timeline. */
  AssertionError failure(String reason, Snapshot now) {
    String message = reason + waited(now) + ".\n" + Timeline.of(now);
    return new AssertionError(described(message));
  }

  private String waited(Snapshot now) {
    if (timeout.isZero()) {
      return "";
    }
    return now.closed() && !deadline.isExpired()
        ? ", and the bus was closed while waiting"
        : ", within " + Durations.millis(timeout) + " ms";
  }

  private String described(String message) {
    String overriding = info.overridingErrorMessage();
    String description = info.hasDescription() ? "[" + info.descriptionText() + "] " : "";
    return description + (overriding == null ? message : overriding);
  }
}
