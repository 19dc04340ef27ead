package io.tidings.event.store.internal.delivery;

import io.tidings.event.DomainEvent;
import io.tidings.event.internal.SafeLog;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log entries of one consumer. Entries about single events are limited to one a second, with
 * the number of those left out. Confined to the consumer's thread.
 *
 * @contract DLV-08
 */
final class DeliveryLog {

  private static final Logger LOG = LoggerFactory.getLogger("io.tidings.event.store.EventStore");
  private static final long INTERVAL = TimeUnit.SECONDS.toNanos(1);

  private final String name;
  private final LongSupplier nanoTime;
  private long loggedAt;
  private long suppressed;
  private boolean isUnreachable;

  DeliveryLog(String name, LongSupplier nanoTime) {
    this.name = name;
    this.nanoTime = nanoTime;
    this.loggedAt = nanoTime.getAsLong() - INTERVAL;
  }

  void dead(Item item, Throwable failure, boolean isHolding) {
    limited(
        "event %s became a dead letter after %s attempts%s; see EventStore.deadLetters"
            .formatted(
                item.eventId,
                item.attempts,
                isHolding && item.key != null ? " and holds back later events of its key" : ""),
        failure);
  }

  void keyFailed(DomainEvent event, Throwable failure) {
    limited(
        "the key function failed for event %s, which is ordered by its correlation id"
            .formatted(event.id()),
        failure);
  }

  void removed(Item item) {
    limited(
        "event %s was removed by retention before it was delivered".formatted(item.eventId), null);
  }

  /** Logs a removal of events beyond a position. */
  void removed(long position, long upTo) {
    SafeLog.warn(
        LOG,
        "Delivery '%s': retention removed events between positions %s and %s, which may not have been delivered"
            .formatted(name, position, upTo),
        null);
  }

  private void limited(String problem, @Nullable Throwable failure) {
    long now = nanoTime.getAsLong();
    if (now - loggedAt < INTERVAL) {
      suppressed++;
      return;
    }
    String more = suppressed == 0 ? "" : " (%s similar entries left out)".formatted(suppressed);
    loggedAt = now;
    suppressed = 0;
    SafeLog.warn(LOG, "Delivery '%s': %s%s".formatted(name, problem, more), failure);
  }

  /** Logs a failure of the database or of the executor, once until a turn succeeds. */
  void unreachable(Throwable failure) {
    if (!isUnreachable) {
      isUnreachable = true;
      SafeLog.warn(
          LOG,
          "Delivery '%s' was interrupted by a failure; retrying every second (logged once)"
              .formatted(name),
          failure);
    }
  }

  /** Notes that a turn has succeeded; logs what was left out, a second after the last entry. */
  void reached() {
    isUnreachable = false;
    if (suppressed > 0 && nanoTime.getAsLong() - loggedAt >= INTERVAL) {
      leftOut();
    }
  }

  /** Logs how many entries were left out since the last one, if any. */
  void leftOut() {
    if (suppressed > 0) {
      warn("left out %s further entries about single events".formatted(suppressed), null);
      loggedAt = nanoTime.getAsLong();
      suppressed = 0;
    }
  }

  void warn(String problem, @Nullable Throwable failure) {
    SafeLog.warn(LOG, "Delivery '%s' %s".formatted(name, problem), failure);
  }
}
