package io.tidings.event.testkit;

import java.util.function.Predicate;
import org.assertj.core.api.WritableAssertionInfo;

/**
 * What an assertion asks of a recording, and until when an answer may come. Confined to one thread.
 */
final class Question {

  private final Recording recording;
  private final Deadline deadline;
  private final WritableAssertionInfo info;

  Question(Recording recording, Deadline deadline, WritableAssertionInfo info) {
    this.recording = recording;
    this.deadline = deadline;
    this.info = info;
  }

  WritableAssertionInfo info() {
    return info;
  }

  /** Waits for a claim to hold. */
  void settle(Claim claim) {
    Snapshot now = awaited(claim::isSettled);
    if (!claim.holds(now)) {
      throw failure(claim.complaint(now), now);
    }
    if (claim.needsAll() && now.letGo() > 0) {
      throw failure(
          "Expected %s, which nobody can tell: %s; give the bus a greater capacity"
              .formatted(claim.wanted(), Shown.letGo(now.letGo())),
          now);
    }
  }

  /** Returns the moment at which a condition was met or waiting for it was over. */
  Snapshot awaited(Predicate<Snapshot> condition) {
    try {
      return recording.awaited(condition, deadline);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      AssertionError failure = failure("Interrupted while waiting", recording.now());
      failure.initCause(interrupted);
      throw failure;
    }
  }

  /** Returns the failure that says a complaint and all that happened. */
  AssertionError failure(String complaint, Snapshot now) {
    String message = complaint + waited(now) + ".\n" + Timeline.of(now);
    return new AssertionError(described(message));
  }

  private String waited(Snapshot now) {
    if (deadline.timeout().isZero()) {
      return "";
    }
    return now.ended() && !deadline.isOver()
        ? ", and nothing more will come: the bus was closed meanwhile"
        : ", within " + deadline.timeout().toMillis() + " ms";
  }

  private String described(String message) {
    String overriding = info.overridingErrorMessage();
    String description = info.hasDescription() ? "[" + info.descriptionText() + "] " : "";
    return description + (overriding == null ? message : overriding);
  }
}
