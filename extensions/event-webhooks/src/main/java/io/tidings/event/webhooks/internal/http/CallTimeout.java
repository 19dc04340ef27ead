package io.tidings.event.webhooks.internal.http;

import io.tidings.event.internal.Deadline;
import io.tidings.event.internal.Durations;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** Time limit of one attempt, from the host lookup to the last byte. Immutable. */
public final class CallTimeout {

  private final Duration timeout;
  private final Deadline deadline;

  private CallTimeout(Duration timeout) {
    this.timeout = timeout;
    this.deadline = new Deadline(timeout);
  }

  /** Starts a time limit. */
  public static CallTimeout of(Duration timeout) {
    return new CallTimeout(timeout);
  }

  /** Returns the remaining time in nanoseconds, at least 0. */
  long remainingNanos() {
    return deadline.left().toNanos();
  }

  /** Returns an exception that says what did not happen within the limit. */
  SocketTimeoutException exceeded(String problem, Throwable cause) {
    SocketTimeoutException exceeded =
        new SocketTimeoutException(problem + " within " + Durations.millis(timeout) + " ms");
    exceeded.initCause(cause);
    return exceeded;
  }
}
