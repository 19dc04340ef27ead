package io.tidings.event.kafka;

import io.tidings.event.DomainEvent;
import io.tidings.event.json.CloudEventEnvelope;
import java.net.URI;

/** The mark of an event that a host has received from another one. Stateless. */
final class Origin {

  private Origin() {}

  /** Returns the event of an envelope with the mark. */
  static DomainEvent marked(CloudEventEnvelope envelope) {
    return envelope.event().toBuilder()
        .detail(KafkaEventSource.ORIGIN_DETAIL, envelope.origin())
        .build();
  }

  /** Returns whether an event was received from another source. */
  static boolean isForeign(DomainEvent event, URI source) {
    Object origin = event.details().get(KafkaEventSource.ORIGIN_DETAIL);
    return origin != null && !origin.equals(source.toString());
  }
}
