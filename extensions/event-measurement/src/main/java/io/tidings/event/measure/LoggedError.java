package io.tidings.event.measure;

import io.tidings.event.redact.Redactor;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A copy of an error for the log: its stack and causes with redacted messages. The copy calls no
 * method of the original, so a broken override cannot fail the log. Confined to one thread.
 */
final class LoggedError extends Throwable {

  private static final long serialVersionUID = 1L;
  private static final int MAX_CAUSES = 10;
  private static final int MAX_READ = 1 << 16;
  private static final String UNREADABLE = "[its message cannot be read]";

  private LoggedError(String text, @Nullable LoggedError cause, StackTraceElement[] stack) {
    super(text, cause, false, true);
    setStackTrace(stack);
  }

  /** Returns the copy of an error. */
  static LoggedError of(Throwable error, Redactor redactor) {
    return of(error, redactor, MAX_CAUSES);
  }

  private static LoggedError of(Throwable error, Redactor redactor, int causes) {
    String message = message(error, redactor);
    String name = error.getClass().getName();
    Throwable cause = causes == 0 ? null : cause(error);
    return new LoggedError(
        message == null ? name : name + ": " + message,
        cause == null ? null : of(cause, redactor, causes - 1),
        stack(error));
  }

  /** Returns the redacted and truncated message of an error; null if it has none. */
  static @Nullable String message(Throwable error, Redactor redactor) {
    try {
      String message = error.getMessage();
      if (message == null) {
        return null;
      }
      String read = message.substring(0, Math.min(MAX_READ, message.length()));
      return ErrorEntry.truncate(redactor.redactText(read), ErrorEntry.MESSAGE);
    } catch (Throwable unreadable) {
      return UNREADABLE;
    }
  }

  private static @Nullable Throwable cause(Throwable error) {
    try {
      return error.getCause();
    } catch (Throwable unreadable) {
      return null;
    }
  }

  /** Returns the stack without null elements; empty if it cannot be read. */
  private static StackTraceElement[] stack(Throwable error) {
    try {
      return Arrays.stream(error.getStackTrace())
          .filter(Objects::nonNull)
          .toArray(StackTraceElement[]::new);
    } catch (Throwable unreadable) {
      return new StackTraceElement[0];
    }
  }
}
