package io.tidings.event.async.internal;

import io.tidings.event.EventBus;
import io.tidings.event.internal.SafeLog;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watch over the handler calls of one subscription: at intervals while tasks run, it logs each call
 * that runs since the interval before. Thread-safe; at most one interval runs at a time.
 *
 * @contract SUB-07
 */
final class SlowHandlers {

  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);

  /** A handler call in progress, by the thread that makes it. */
  interface Call {

    /** Returns the event being handled, the same object during the whole call; or null. */
    @Nullable Work work();

    /** Returns the thread, or null before the first call. */
    @Nullable Thread thread();
  }

  private final String subscription;
  private final long nanos;
  private final WorkTimer timer;
  private final Set<? extends Call> calls;
  private final AtomicBoolean watching = new AtomicBoolean();

  /** The calls that ran at the interval before, and whether they were logged. */
  private IdentityHashMap<Work, Boolean> before = new IdentityHashMap<>();

  SlowHandlers(String subscription, long nanos, WorkTimer timer, Set<? extends Call> calls) {
    this.subscription = subscription;
    this.nanos = nanos;
    this.timer = timer;
    this.calls = calls;
  }

  /** Starts to watch, unless this watches already. */
  void watch() {
    if (nanos > 0 && watching.compareAndSet(false, true)) {
      timer.schedule(this::look, nanos);
    }
  }

  private void look() {
    IdentityHashMap<Work, Boolean> now = new IdentityHashMap<>();
    for (Call call : calls) {
      Work work = call.work();
      if (work != null) {
        Boolean logged = before.get(work);
        if (Boolean.FALSE.equals(logged)) {
          log(call, work);
        }
        now.put(work, logged != null);
      }
    }
    before = now;
    watching.set(false);
    if (!calls.isEmpty()) {
      watch();
    }
  }

  private void log(Call call, Work work) {
    StringBuilder stack = new StringBuilder();
    Thread thread = call.thread();
    for (StackTraceElement frame :
        thread == null ? new StackTraceElement[0] : thread.getStackTrace()) {
      stack.append("\n    at ").append(frame);
    }
    SafeLog.warn(
        LOG,
        "Handler of %s runs for more than %s ms with %s %s%s:%s"
            .formatted(
                subscription,
                nanos / 1_000_000,
                work.event().kind().id(),
                work.event().id(),
                work.count() == 1 ? "" : " and " + (work.count() - 1) + " more",
                stack),
        null);
  }
}
