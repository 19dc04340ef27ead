package io.tidings.event.rx;

import static java.util.Objects.requireNonNull;

import io.tidings.event.DomainEvent;

/**
 * Event of a typed stream with its payload.
 *
 * @param payload the payload; in process the instance that was emitted, which must not be changed
 * @param event the event
 * @param <P> the payload
 * @contract STR-17
 */
public record PayloadEvent<P extends Record>(P payload, DomainEvent event) {

  /**
   * Creates a pair.
   *
   * @throws NullPointerException if an argument is null
   */
  public PayloadEvent {
    requireNonNull(payload, "payload");
    requireNonNull(event, "event");
  }

  /** Returns the text of the event, which has the names of its details and no values. */
  @Override
  public String toString() {
    return event.toString();
  }
}
