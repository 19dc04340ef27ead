package io.tidings.event.services.tool;

import io.tidings.event.internal.Durations;
import java.time.Duration;

/** Wait between two attempts; replaceable in tests. Implementations must be thread-safe. */
@FunctionalInterface
public interface Pause {

  /**
   * Waits for a duration.
   *
   * @throws InterruptedException if the thread is interrupted while waiting
   */
  void pause(Duration duration) throws InterruptedException;

  /** Returns a pause that lets the calling thread sleep. */
  static Pause sleeping() {
    return duration -> Thread.sleep(Durations.millis(duration), duration.toNanosPart() % 1_000_000);
  }
}
