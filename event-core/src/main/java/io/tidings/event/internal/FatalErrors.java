package io.tidings.event.internal;

import org.jspecify.annotations.Nullable;

/**
 * Classification of fatal errors: each {@link VirtualMachineError} except a stack overflow, which
 * ends when the stack is unwound and counts as an exception.
 *
 * @contract BUS-10, FLT-03
 */
public final class FatalErrors {

  private FatalErrors() {}

  /** Returns whether {@code failure} is fatal. */
  public static boolean isFatal(Throwable failure) {
    return failure instanceof VirtualMachineError && !(failure instanceof StackOverflowError);
  }

  /** Throws {@code failure} if it is fatal. */
  public static void rethrow(Throwable failure) {
    if (isFatal(failure)) {
      throw (VirtualMachineError) failure;
    }
  }

  /**
   * Passes {@code failure} to the current thread's handler of uncaught exceptions if it is fatal;
   * ignores what the handler throws.
   */
  public static void passOn(@Nullable Throwable failure) {
    if (failure == null || !isFatal(failure)) {
      return;
    }
    try {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, failure);
    } catch (Throwable another) {
      // The failure is the outcome that is reported.
    }
  }

  /** Adds {@code next} to the suppressed throwables of {@code first}, if memory permits. */
  public static void suppress(Throwable first, Throwable next) {
    try {
      if (first != next) {
        first.addSuppressed(next);
      }
    } catch (VirtualMachineError outOfMemory) {
      // The first error is thrown in any case.
    }
  }
}
