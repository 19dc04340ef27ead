package io.tidings.event.logging;

import io.tidings.event.EventKind;
import org.slf4j.event.Level;

/**
 * At which level events are logged, by their kind. Give it to {@link LoggingTap#withLevels}.
 *
 * <p>Implementations must be thread-safe and quick: they are asked for every event. One that throws
 * or returns null is stood in for by {@link #standard()}.
 */
@FunctionalInterface
public interface LogLevels {

  /** Returns the level for a kind, an {@link io.tidings.event.EventType} or a plain kind. */
  Level levelOf(EventKind kind);

  /**
   * Returns the default: WARN for {@code invariant.violated} and for kinds that end in {@code
   * .errored}, {@code .failed} or {@code .exceeded}, INFO for all others.
   */
  static LogLevels standard() {
    return kind -> {
      String id = kind.id();
      boolean bad =
          id.endsWith(".errored")
              || id.endsWith(".failed")
              || id.endsWith(".exceeded")
              || id.equals("invariant.violated");
      return bad ? Level.WARN : Level.INFO;
    };
  }
}
