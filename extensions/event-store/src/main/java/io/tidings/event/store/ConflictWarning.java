package io.tidings.event.store;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of events that came again with other content: of the first at once, then at most once a
 * second, with the number of those since; of the last when it is closed. Thread-safe.
 */
final class ConflictWarning implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(EventStore.class);
  private static final long PAUSE = 1_000_000_000L;

  private final LongSupplier nanoTime;
  private long total;
  private long told;
  private long toldAt;
  private String last = "";

  ConflictWarning(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Counts conflicts, of which the event with {@code id} is the first, and warns if it is time. */
  void conflicts(int count, String id) {
    String warning = count == 0 ? null : counted(count, id);
    if (warning != null) {
      LOG.warn(warning);
    }
  }

  private synchronized @Nullable String counted(int count, String id) {
    total += count;
    last = id;
    long now = nanoTime.getAsLong();
    if (told > 0 && now - toldAt < PAUSE) {
      return null;
    }
    toldAt = now;
    return untold();
  }

  private synchronized @Nullable String untold() {
    long untold = total - told;
    told = total;
    return untold == 0
        ? null
        : "%s events came again with other content; what was stored first is kept. The last: %s"
            .formatted(untold, last);
  }

  /** Warns of what was not told. */
  @Override
  public void close() {
    String warning = untold();
    if (warning != null) {
      LOG.warn(warning);
    }
  }

  synchronized long total() {
    return total;
  }
}
