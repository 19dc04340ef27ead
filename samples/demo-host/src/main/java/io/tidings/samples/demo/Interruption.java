package io.tidings.samples.demo;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The end of the process that is asked for from outside, by Ctrl-C or a signal: the work is told to
 * stop, and the process waits until it has put away what it used. Thread-safe.
 */
public final class Interruption implements AutoCloseable {

  /**
   * How long the process waits, in seconds: longer than the longest step, which is a compile of 20,
   * and the closing of the bus after it, which takes 10 at most.
   */
  static final long PATIENCE_SECONDS = 35;

  private final CountDownLatch done = new CountDownLatch(1);
  private final Thread hook = new Thread(this::askedAndWaited, "tidings-demo-interruption");
  private volatile boolean asked;

  private Interruption() {}

  /** Waits for an interruption of this process from now on, until it is closed. */
  public static Interruption awaited() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(interruption.hook);
    return interruption;
  }

  /** Tells whether the work is to stop. */
  public boolean isAsked() {
    return asked;
  }

  private void askedAndWaited() {
    asked = true;
    try {
      boolean unused = done.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException another) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says that the work has put away what it used. */
  @Override
  public void close() {
    done.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException ending) {
      // The process ends, and the hook runs or has run.
    }
  }
}
