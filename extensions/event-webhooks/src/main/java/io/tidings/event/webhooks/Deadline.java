package io.tidings.event.webhooks;

import java.net.SocketTimeoutException;
import java.time.Duration;

/**
 * By when an attempt must be over. Immutable.
 *
 * @param time how long it has in all
 * @param end the nanosecond at which it is over
 */
record Deadline(Duration time, long end) {

  static Deadline in(Duration time) {
    return new Deadline(time, System.nanoTime() + time.toNanos());
  }

  /** Returns how many nanoseconds are left, 0 at least. */
  long left() {
    return Math.max(0, end - System.nanoTime());
  }

  /** Returns what tells that it has passed. */
  SocketTimeoutException passed(String what, Throwable cause) {
    SocketTimeoutException passed =
        new SocketTimeoutException(what + " within " + time.toMillis() + " ms");
    passed.initCause(cause);
    return passed;
  }
}
