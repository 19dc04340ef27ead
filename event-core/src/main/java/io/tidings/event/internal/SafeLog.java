package io.tidings.event.internal;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Guarded log warnings: an appender that throws, or a failure whose {@code getMessage} or {@code
 * toString} throws, costs at most the warning.
 *
 * @contract FLT-05
 */
public final class SafeLog {

  private SafeLog() {}

  /** Logs a warning with its cause, or with the cause's class if the cause cannot be formatted. */
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
