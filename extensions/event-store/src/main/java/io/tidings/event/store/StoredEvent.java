package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import java.time.Instant;

/**
 * An event as stored in the trail, redacted and with its position. Immutable and thread-safe.
 *
 * @param seq its position, which rises from event to event, is never assigned twice and may leave
 *     gaps
 * @param receivedAt the time of arrival by the store's clock, which may step back
 * @param event the event
 * @contract STO-05, STO-07
 */
public record StoredEvent(long seq, Instant receivedAt, DomainEvent event) {

  /** Creates a stored event. */
  public StoredEvent {
    requireNonNull(receivedAt, "receivedAt");
    requireNonNull(event, "event");
  }
}
