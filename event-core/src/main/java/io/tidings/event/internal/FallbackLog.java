package io.tidings.event.internal;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Output for the first warning of a process without an SLF4J provider: one line on {@code
 * System.err} that names the remedy. The provider slf4j-nop is a choice of the host, not a missing
 * provider. Thread-safe.
 *
 * @contract FLT-07
 */
final class FallbackLog {

  static final FallbackLog SHARED =
      new FallbackLog(FallbackLog::hasNoProvider, line -> System.err.println(line));

  private static final String NO_PROVIDER = "org.slf4j.helpers.NOPLoggerFactory";
  private static final String NOP_PROVIDER = "/org/slf4j/nop/NOPServiceProvider.class";
  private static final int MAX_LENGTH = 1_000;

  private final BooleanSupplier active;
  private final Consumer<String> output;
  private final AtomicBoolean printed = new AtomicBoolean();

  FallbackLog(BooleanSupplier active, Consumer<String> output) {
    this.active = active;
    this.output = output;
  }

  /** Prints a warning if nothing else can and none has been printed before. */
  void warn(String message, @Nullable Throwable cause) {
    if (!printed.get() && active.getAsBoolean() && printed.compareAndSet(false, true)) {
      output.accept(
          "Tidings: "
              + oneLine(message + messageOf(cause))
              + " - no SLF4J provider was found, so later warnings are lost; to see them, add one"
              + " such as logback-classic");
    }
  }

  private static boolean hasNoProvider() {
    return LoggerFactory.getILoggerFactory().getClass().getName().equals(NO_PROVIDER)
        && LoggerFactory.class.getResource(NOP_PROVIDER) == null;
  }

  private static String messageOf(@Nullable Throwable cause) {
    try {
      String message = cause == null ? null : cause.getMessage();
      return message == null ? "" : ": " + message;
    } catch (Throwable failure) {
      FatalErrors.rethrow(failure);
      return ", which cannot be printed";
    }
  }

  /** Returns the beginning of a text with all but visible ASCII and blanks escaped. */
  private static String oneLine(String text) {
    int length = Math.min(text.length(), MAX_LENGTH);
    StringBuilder line = new StringBuilder(length);
    for (int i = 0; i < length; i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~') {
        line.append(String.format("\\u%04x", (int) c));
      } else {
        line.append(c);
      }
    }
    return length < text.length() ? line.append("...").toString() : line.toString();
  }
}
