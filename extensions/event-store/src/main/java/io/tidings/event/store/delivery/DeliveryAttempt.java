package io.tidings.event.store.delivery;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt to deliver an event. Immutable and thread-safe.
 *
 * @param event the event, as stored in the trail
 * @param seq its position in the trail
 * @param receivedAt the time of its arrival in the trail
 * @param number the number of the attempt, from 1; it continues after a restart
 * @param previousFailure the failure of the attempt before, null in the first one; a {@link
 *     RecordedFailure} if that attempt was made by another process or before a restart
 * @contract DLV-03
 */
public record DeliveryAttempt(
    DomainEvent event,
    long seq,
    Instant receivedAt,
    int number,
    @Nullable Throwable previousFailure) {

  /** Creates an attempt. */
  public DeliveryAttempt {
    requireNonNull(event, "event");
    requireNonNull(receivedAt, "receivedAt");
  }
}
