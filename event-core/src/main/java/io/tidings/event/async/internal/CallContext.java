package io.tidings.event.async.internal;

import io.tidings.event.DomainEvent;
import io.tidings.event.internal.Attempt;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Context of the handler calls that a worker makes: the attempt, the current event, and the
 * emitter's MDC. Confined to the worker's thread.
 */
final class CallContext {

  private final Attempt attempt;
  private final HandledEvent current;
  private boolean logChanged;
  private @Nullable Map<String, String> logBefore;

  CallContext(Attempt attempt, HandledEvent current) {
    this.attempt = attempt;
    this.current = current;
  }

  /** Prepares the thread for a call; {@link #leave} follows. */
  void enter(Work work) {
    attempt.set(work);
    current.enter(work.current());
    setLog(work.logContext());
  }

  /** Has the failure of an attempt reported with the event current; the call is over then. */
  void enter(Attempt.Call report, DomainEvent event) {
    attempt.set(report);
    current.enter(event);
  }

  /** Ends a call, whatever the handler has left open. */
  void leave() {
    current.leave();
    attempt.set(null);
    Thread.interrupted();
  }

  /** Sets the MDC; null for an empty one. */
  private void setLog(@Nullable Map<String, String> context) {
    if (!logChanged && context == null) {
      return;
    }
    if (!logChanged) {
      logBefore = MDC.getCopyOfContextMap();
      logChanged = true;
    }
    if (context == null) {
      MDC.clear();
    } else {
      MDC.setContextMap(context);
    }
  }

  /** Restores what the thread had before the first call. */
  void close() {
    current.close();
    attempt.close();
    if (logChanged) {
      restoreLog();
    }
  }

  private void restoreLog() {
    try {
      setLog(logBefore);
    } catch (RuntimeException | LinkageError broken) {
      // The calls have ended; the task must still count as ended.
    }
  }
}
