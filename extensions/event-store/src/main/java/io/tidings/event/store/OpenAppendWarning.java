package io.tidings.event.store;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of a transaction that has appended and does not end, so that who reads by place waits for
 * it. Looks at most once a second, warns at most once in ten. Thread-safe.
 */
final class OpenAppendWarning {

  private static final Logger LOG = LoggerFactory.getLogger(EventStore.class);
  private static final long LOOK = TimeUnit.SECONDS.toNanos(1);
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(10);

  private final Duration patience;
  private final LongSupplier nanoTime;
  private final AtomicLong next;
  private long held = -1;
  private long heldAt;
  private long lookedAt;

  OpenAppendWarning(Duration patience, LongSupplier nanoTime) {
    this.patience = patience;
    this.nanoTime = nanoTime;
    this.next = new AtomicLong(nanoTime.getAsLong());
  }

  /** Tells, to one caller at a time, that it is time to look. */
  boolean isDue() {
    long now = nanoTime.getAsLong();
    long due = next.get();
    return now - due >= 0 && next.compareAndSet(due, now + LOOK);
  }

  /** Returns for how many seconds readers have been seen to wait at a place. */
  synchronized long stood(long place) {
    long now = nanoTime.getAsLong();
    if (held != place || now - lookedAt > PAUSE + LOOK) {
      held = place;
      heldAt = now;
    }
    lookedAt = now;
    return TimeUnit.NANOSECONDS.toSeconds(now - heldAt);
  }

  /** Warns of the oldest of these transactions, if it is older than is usual. */
  void of(int process, @Nullable String application, long seconds, long held) {
    if (seconds < patience.toSeconds()) {
      return;
    }
    next.set(nanoTime.getAsLong() + PAUSE);
    LOG.warn(
        "a transaction that has appended to the trail is open for {} s, in server process {},"
            + " application '{}'; who reads by place sees nothing beyond {} until it ends",
        seconds,
        process,
        application,
        held);
  }
}
