package io.tidings.event.store.internal;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Rate-limited warning of appended events that differ from the stored event of the same key: the
 * first at once, then at most one a second with the number since, the rest on close. Thread-safe.
 */
public final class ConflictWarning implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger("io.tidings.event.store.EventStore");
  private static final long INTERVAL = 1_000_000_000L;

  private final LongSupplier nanoTime;
  private long total;
  private long reported;
  private long reportedAt;
  private String lastId = "";

  public ConflictWarning(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Counts conflicts, of which the event with {@code id} is the last, and warns when due. */
  public void conflicts(int count, String id) {
    String warning = count == 0 ? null : counted(count, id);
    if (warning != null) {
      LOG.warn(warning);
    }
  }

  private synchronized @Nullable String counted(int count, String id) {
    total += count;
    lastId = id;
    long now = nanoTime.getAsLong();
    if (reported > 0 && now - reportedAt < INTERVAL) {
      return null;
    }
    reportedAt = now;
    return unreported();
  }

  private synchronized @Nullable String unreported() {
    long unreported = total - reported;
    reported = total;
    return unreported == 0
        ? null
        : ("%s events were appended with other content than the stored event of the same project"
                + " and id; the trail keeps the stored one. Last event id: %s")
            .formatted(unreported, lastId);
  }

  /** Warns of conflicts that were not reported. */
  @Override
  public void close() {
    String warning = unreported();
    if (warning != null) {
      LOG.warn(warning);
    }
  }

  public synchronized long total() {
    return total;
  }
}
