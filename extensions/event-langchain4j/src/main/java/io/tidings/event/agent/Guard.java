package io.tidings.event.agent;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Containment of failures in callbacks that a framework does not isolate. Only a fatal error of the
 * JVM passes through.
 */
public final class Guard {

  private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

  private Guard() {}

  /**
   * Runs a task; a failure is logged at WARN with the name of the task, and has no other effect.
   */
  public static void run(String name, Runnable task) {
    call(
        name,
        () -> {
          task.run();
          return name;
        });
  }

  /** Returns the result of a task, or null if it fails, which is logged at WARN. */
  public static <T> @Nullable T call(String name, Supplier<? extends @Nullable T> task) {
    try {
      return task.get();
    } catch (Throwable failure) {
      if (failure instanceof VirtualMachineError fatal
          && !(failure instanceof StackOverflowError)) {
        throw fatal;
      }
      warn(name, failure);
      return null;
    }
  }

  /** Returns the message of a failure, or null if it has none or cannot return it. */
  static @Nullable String message(Throwable failure) {
    try {
      return failure.getMessage();
    } catch (RuntimeException unprintable) {
      return null;
    }
  }

  private static void warn(String name, Throwable failure) {
    try {
      LOG.warn("{} failed; its event may be missing", name, failure);
    } catch (RuntimeException unprintable) {
      LOG.warn("{} failed with {}; its event may be missing", name, failure.getClass().getName());
    }
  }
}
