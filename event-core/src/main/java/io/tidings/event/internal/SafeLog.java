package io.tidings.event.internal;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Guarded log entries: an appender that throws, or a failure whose {@code getMessage} or {@code
 * toString} throws, costs at most the entry. Without an SLF4J provider the first entry goes to
 * {@code System.err}.
 *
 * @contract FLT-05, FLT-07
 */
public final class SafeLog {

  private SafeLog() {}

  /** Logs a warning with its cause, or with the cause's class if the cause cannot be formatted. */
  public static void warn(Logger log, String message, @Nullable Throwable cause) {
    log(log::warn, message, cause);
  }

  /** Logs an error like {@link #warn}. */
  public static void error(Logger log, String message, @Nullable Throwable cause) {
    log(log::error, message, cause);
  }

  /**
   * Logs a failure that must not reach the caller, as a warning. Throws a fatal one instead, and
   * sets the interrupt flag again if the failure took it.
   */
  public static void contain(Logger log, Supplier<String> message, Throwable failure) {
    FatalErrors.rethrow(failure);
    if (failure instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    warn(log, message.get(), failure);
  }

  private static void log(Entry entry, String message, @Nullable Throwable cause) {
    if (!attempt(entry, message, cause) && cause != null) {
      attempt(
          entry, message + " (" + cause.getClass().getName() + ", which cannot be printed)", null);
    }
    attempt(FallbackLog.SHARED::warn, message, cause);
  }

  private static boolean attempt(Entry entry, String message, @Nullable Throwable cause) {
    try {
      entry.log(message, cause);
      return true;
    } catch (Throwable failure) {
      FatalErrors.rethrow(failure);
      return false;
    }
  }

  /** Method of a logger for one level. */
  @FunctionalInterface
  private interface Entry {
    void log(String message, @Nullable Throwable cause);
  }
}
