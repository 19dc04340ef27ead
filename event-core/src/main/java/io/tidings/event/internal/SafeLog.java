package io.tidings.event.internal;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;

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
    log(log, Level.WARN, message, cause);
  }

  /** Logs an entry of a level like {@link #warn}. */
  public static void log(Logger log, Level level, String message, @Nullable Throwable cause) {
    if (!attempt(log, level, message, cause) && cause != null) {
      String unprintable =
          message + " (" + cause.getClass().getName() + ", which cannot be printed)";
      attempt(log, level, unprintable, null);
    }
  }

  private static boolean attempt(
      Logger log, Level level, String message, @Nullable Throwable cause) {
    try {
      log.atLevel(level).setCause(cause).log(message);
      return true;
    } catch (Throwable failure) {
      FatalErrors.rethrow(failure);
      return false;
    }
  }
}
