package io.tidings.event.services.tool;

import io.tidings.event.internal.Durations;
import java.io.Serial;
import java.time.Duration;

/** Thrown when an attempt of a tool exceeded its timeout. */
public final class ToolTimeoutException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  ToolTimeoutException(String tool, Duration timeout) {
    super("tool " + tool + " has not returned within " + Durations.millis(timeout) + " ms");
  }
}
