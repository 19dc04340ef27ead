package io.tidings.event.spring;

import io.tidings.event.kafka.KafkaRelay;

/**
 * A bean that changes the relay of the trail to Kafka before it starts, for example its key or a
 * topic for each event. Applied in the order of the beans, after the properties {@code
 * tidings.kafka}. Requires {@code event-kafka}.
 */
@FunctionalInterface
public interface KafkaRelayCustomizer {

  /** Changes the builder of the relay. */
  void customize(KafkaRelay.Builder relay);
}
