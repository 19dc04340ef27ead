package io.tidings.event.async.internal;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** MDC of a worker's thread, set for each event and restored at the end. Confined to the thread. */
final class LogContext {

  private boolean changed;
  private @Nullable Map<String, String> before;

  /** Sets the MDC of an event's emitter; null for an empty one. */
  void set(@Nullable Map<String, String> context) {
    if (!changed && context == null) {
      return;
    }
    if (!changed) {
      before = MDC.getCopyOfContextMap();
      changed = true;
    }
    if (context == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(context);
    }
  }

  /** Restores the MDC that the thread had. */
  void restore() {
    if (changed) {
      set(before);
    }
  }
}
