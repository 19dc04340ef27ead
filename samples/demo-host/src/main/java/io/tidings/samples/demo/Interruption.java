package io.tidings.samples.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A request from outside, by Ctrl-C or a signal, to end the process. The process then waits until
 * the work has released its resources. Thread-safe.
 */
public final class Interruption implements AutoCloseable {

  /**
   * The time the process waits, in seconds: longer than the longest step, a compile of at most 20,
   * and the close of the bus after it, which takes at most 10.
   */
  static final long MAX_WAIT_SECONDS = 35;

  private final CountDownLatch releaseLatch = new CountDownLatch(1);
  private final Thread hook = new Thread(this::requestAndWait, "tidings-demo-interruption");
  private volatile boolean stopRequested;

  private Interruption() {}

  /** Registers for the interruption of this process, until closed. */
  public static Interruption register() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Returns whether the work is to stop. */
  public boolean isRequested() {
    return stopRequested;
  }

  private void requestAndWait() {
    stopRequested = true;
    try {
      boolean unused = releaseLatch.await(MAX_WAIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException interrupt) {
      Thread.currentThread().interrupt();
    }
  }

  /** Marks the resources of the work as released, and unregisters. */
  @Override
  public void close() {
    releaseLatch.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException shutdown) {
      // The process is shutting down; the hook runs or has run.
    }
  }
}
