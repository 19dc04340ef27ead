package io.tidings.event.measure;

import io.tidings.event.redact.Redactor;
import java.util.Arrays;
import java.util.Objects;
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
    Throwable cause = causes == 0 ? null : cause(error);
    return new LoggedError(
        message == null ? name : name + ": " + message,
        cause == null ? null : of(cause, redactor, causes - 1),
        stack(error));
  }

  /** Returns what an error says, without secrets and cut to size; null if it says nothing. */
  static @Nullable String message(Throwable error, Redactor redactor) {
    try {
      String message = error.getMessage();
      if (message == null) {
        return null;
      }
      String read = message.substring(0, Math.min(LONGEST, message.length()));
      return ErrorEntry.cut(redactor.redactText(read), ErrorEntry.MESSAGE);
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

  /** What is no stack, or not all of one, is told as far as it is. */
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
