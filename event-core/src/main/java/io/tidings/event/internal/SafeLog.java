package io.tidings.event.internal;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Warnings that cannot hurt whoever warns: a log that throws, or a failure whose own {@code
 * getMessage} or {@code toString} does, costs at most the warning (FLT-05).
 */
public final class SafeLog {

  private SafeLog() {}

  /**
   * Logs a warning with its cause, or, where the cause cannot be printed, with the cause's class.
   */
  public static void warn(Logger log, String message, @Nullable Throwable cause) {
    if (!attempt(log, message, cause) && cause != null) {
      attempt(
          log, message + " (" + cause.getClass().getName() + ", which cannot be printed)", null);
    }
  }

  private static boolean attempt(Logger log, String message, @Nullable Throwable cause) {
    try {
      log.warn(message, cause);
      return true;
    } catch (Throwable failure) {
      FatalErrors.rethrow(failure);
      return false;
    }
  }
}
