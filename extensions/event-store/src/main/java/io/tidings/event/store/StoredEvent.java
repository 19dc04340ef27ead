package io.tidings.event.store;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;
import java.time.Instant;

/**
 * An event as the trail has it: without its secrets, with its place. Immutable and thread-safe.
 *
 * @param seq its place in the trail: rises from event to event, is never given twice, may leave
 *     gaps (STO-05)
 * @param receivedAt when the store was given it, by the store's clock, which may step back
 * @param event the event
 */
public record StoredEvent(long seq, Instant receivedAt, DomainEvent event) {

  /** Creates a stored event. */
  public StoredEvent {
    requireNonNull(receivedAt, "receivedAt");
    requireNonNull(event, "event");
  }
}
