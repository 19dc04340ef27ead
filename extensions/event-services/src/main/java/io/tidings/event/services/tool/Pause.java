package io.tidings.event.services.tool;

import java.time.Duration;

/** Waits between two attempts; a test need not. Thread-safe. */
@FunctionalInterface
public interface Pause {

  /** Waits for so long. */
  void pause(Duration duration) throws InterruptedException;

  /** Returns the pause in which the thread sleeps. */
  static Pause sleeping() {
    return duration -> Thread.sleep(duration.toMillis(), duration.toNanosPart() % 1_000_000);
  }
}
