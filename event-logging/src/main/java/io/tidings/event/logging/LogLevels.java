package io.tidings.event.logging;

import io.tidings.event.EventKind;
import org.slf4j.event.Level;

/**
 * Log level of each kind of event, for {@link LoggingTap#withLevels}.
 *
 * <p>Implementations must be thread-safe and fast, since every emit calls them on its own thread.
 * If one throws or returns null, the tap uses {@link #standard()}; a {@code VirtualMachineError}
 * other than a stack overflow is rethrown.
 */
@FunctionalInterface
public interface LogLevels {

  /**
   * Returns the level of a kind, which is an {@link io.tidings.event.EventType} or a plain kind.
   */
  Level levelOf(EventKind kind);

  /**
   * Returns the default levels: WARN for {@code invariant.violated} and for kinds that end in
   * {@code .errored}, {@code .failed} or {@code .exceeded}, INFO for all others.
   *
   * @contract LOG-11
   */
  static LogLevels standard() {
    return kind -> {
      String id = kind.id();
      boolean failure =
          id.endsWith(".errored")
              || id.endsWith(".failed")
              || id.endsWith(".exceeded")
              || id.equals("invariant.violated");
      return failure ? Level.WARN : Level.INFO;
    };
  }
}
