package io.tidings.event.services.tool;

import java.io.Serial;
import java.time.Duration;

/** A tool has taken longer than it may. */
public final class ToolTimeoutException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  ToolTimeoutException(String tool, Duration timeout) {
    super("tool " + tool + " has not returned within " + timeout.toMillis() + " ms");
  }
}
