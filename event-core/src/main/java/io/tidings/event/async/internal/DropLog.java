package io.tidings.event.async.internal;

import io.tidings.event.EventBus;
import io.tidings.event.async.AsyncOptions;
import io.tidings.event.internal.SafeLog;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Log of the events that one subscription drops, at most one sum a second. Thread-safe. */
final class DropLog {

  private static final Logger LOG = LoggerFactory.getLogger(EventBus.class);
  private static final long INTERVAL_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final String subscription;
  private final String bounds;
  private final DropReport drops;
  private final WorkTimer timer;
  private final AtomicBoolean pending = new AtomicBoolean();

  DropLog(String subscription, AsyncOptions options, WorkTimer timer) {
    this.subscription = subscription;
    this.bounds = "capacity %s, %s".formatted(options.capacity(), options.overflow());
    this.drops = new DropReport(options.capacity());
    this.timer = timer;
  }

  /** Counts a dropped event. */
  void count() {
    drops.count();
  }

  /** Has the counted events logged after a second. */
  void soon() {
    if (drops.isPending() && pending.compareAndSet(false, true)) {
      timer.schedule(this::now, INTERVAL_NANOS);
    }
  }

  /** Logs the counted events, if there are any. */
  void now() {
    pending.set(false);
    long dropped = drops.due(0, true);
    if (dropped > 0) {
      SafeLog.warn(
          LOG,
          "Dropped %s events: the queue of %s (%s) was full; raise its capacity or its parallelism"
              .formatted(dropped, subscription, bounds),
          null);
    }
  }
}
