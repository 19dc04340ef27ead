package io.tidings.event.store.internal.postgres;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warning of an open transaction that has appended, for which readers by position wait. Checked at
 * most once a second, logged at most once in ten seconds. Thread-safe.
 */
public final class OpenAppendWarning {

  private static final Logger LOG = LoggerFactory.getLogger("io.tidings.event.store.EventStore");
  private static final long CHECK_INTERVAL = TimeUnit.SECONDS.toNanos(1);
  private static final long LOG_INTERVAL = TimeUnit.SECONDS.toNanos(10);

  private final Duration threshold;
  private final LongSupplier nanoTime;
  private final AtomicLong next;
  private long held = -1;
  private long heldAt;
  private long checkedAt;

  OpenAppendWarning(Duration threshold, LongSupplier nanoTime) {
    this.threshold = threshold;
    this.nanoTime = nanoTime;
    this.next = new AtomicLong(nanoTime.getAsLong());
  }

  /** Returns whether a check is due; true for one caller at a time. */
  boolean isDue() {
    long now = nanoTime.getAsLong();
    long due = next.get();
    return now - due >= 0 && next.compareAndSet(due, now + CHECK_INTERVAL);
  }

  /** Returns the seconds for which readers have been observed to wait at a position. */
  synchronized long waitingSeconds(long position) {
    long now = nanoTime.getAsLong();
    if (held != position || now - checkedAt > LOG_INTERVAL + CHECK_INTERVAL) {
      held = position;
      heldAt = now;
    }
    checkedAt = now;
    return TimeUnit.NANOSECONDS.toSeconds(now - heldAt);
  }

  /** Warns of the oldest of these transactions if it is older than the threshold. */
  void warn(int process, @Nullable String application, long seconds, long held) {
    if (seconds < threshold.toSeconds()) {
      return;
    }
    next.set(nanoTime.getAsLong() + LOG_INTERVAL);
    LOG.warn(
        "A transaction that has appended to the trail is open for {} s (server process {},"
            + " application '{}'); readers by position see nothing beyond {} until it ends",
        seconds,
        process,
        application,
        held);
  }
}
