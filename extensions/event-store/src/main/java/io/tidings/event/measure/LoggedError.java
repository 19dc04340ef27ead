package io.tidings.event.measure;

import io.tidings.event.tap.Redactor;
import org.jspecify.annotations.Nullable;

/**
 * An error as the log may show it: its stack and its causes, what they say without secrets. What
 * the error itself does when it is asked can hurt nobody any more. Confined to one thread.
 */
final class LoggedError extends Throwable {

  private static final long serialVersionUID = 1L;
  private static final int CAUSES = 10;
  private static final int LONGEST = 1 << 16;
  private static final String UNREADABLE = "[its message cannot be read]";

  private LoggedError(String text, @Nullable LoggedError cause, StackTraceElement[] stack) {
    super(text, cause, false, true);
    setStackTrace(stack);
  }

  /** Returns an error to be logged in place of one. */
  static LoggedError of(Throwable error, Redactor redactor) {
    return of(error, redactor, CAUSES);
  }

  private static LoggedError of(Throwable error, Redactor redactor, int causes) {
    String message = message(error, redactor);
    String name = error.getClass().getName();
    StackTraceElement[] stack = {};
    LoggedError inner = null;
    try {
      stack = error.getStackTrace();
      Throwable cause = error.getCause();
      inner = cause == null || causes == 0 ? null : of(cause, redactor, causes - 1);
    } catch (Throwable unreadable) {
      // What could be read of it is told.
    }
    return new LoggedError(message == null ? name : name + ": " + message, inner, stack);
  }

  /** Returns what an error says, without secrets; null if it says nothing. */
  static @Nullable String message(Throwable error, Redactor redactor) {
    try {
      String message = error.getMessage();
      if (message == null) {
        return null;
      }
      return redactor.redactText(message.substring(0, Math.min(LONGEST, message.length())));
    } catch (Throwable unreadable) {
      return UNREADABLE;
    }
  }
}
