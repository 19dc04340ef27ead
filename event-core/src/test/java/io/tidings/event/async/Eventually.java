package io.tidings.event.async;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for what another thread is about to do. */
final class Eventually {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private Eventually() {}

  static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - end > 0) {
        throw new AssertionError("did not come true within 30 seconds");
      }
      Thread.onSpinWait();
    }
  }

  /** Runs a task on a thread of its own, and returns when it waits for somebody or has ended. */
  static Thread waiting(Runnable task) {
    Thread thread = new Thread(task);
    thread.start();
    until(
        () ->
            switch (thread.getState()) {
              case WAITING, TIMED_WAITING, TERMINATED -> true;
              default -> false;
            });
    return thread;
  }
}
