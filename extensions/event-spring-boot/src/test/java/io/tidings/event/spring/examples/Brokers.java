package io.tidings.event.spring.examples;

import io.tidings.event.DomainEvent;
import io.tidings.event.json.CloudEventJson;
import io.tidings.event.spring.KafkaRelayCustomizer;
import io.tidings.event.spring.MessageChannelRelay;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.delivery.Delivery;
import io.tidings.event.store.delivery.DeliveryKey;
import io.tidings.event.store.delivery.DeliveryOptions;
import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.messaging.MessageChannel;

/** Relays of an application. */
public final class Brokers {

  private Brokers() {}

  /** Returns a relay to a channel. */
  public static Delivery relay(EventStore trail, MessageChannel channel) {
    Delivery relay =
        trail.deliver(
            "rabbit",
            EventQuery.platform(),
            DeliveryOptions.perKey(DeliveryKey.DEFAULT),
            new MessageChannelRelay(
                channel,
                CloudEventJson.from(URI.create("//orders.example/trail")),
                DeliveryKey.DEFAULT));
    return relay;
  }

  /** A configuration with a relay to Kafka of its own topics. */
  public static class Relayed {

    @Bean
    KafkaRelayCustomizer topics() {
      return relay ->
          relay
              .topic(event -> "audit." + event.scope().organization())
              .key(DomainEvent::correlationId);
    }
  }
}
