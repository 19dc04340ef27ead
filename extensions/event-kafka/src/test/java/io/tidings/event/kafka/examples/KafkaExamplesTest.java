package io.tidings.event.kafka.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventType;
import io.tidings.event.json.CloudEventJson;
import io.tidings.event.kafka.CloudEventReader;
import io.tidings.event.kafka.KafkaEventSource;
import io.tidings.event.kafka.KafkaRelay;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.delivery.DeliveryMetrics;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No broker is needed: the examples with settings find none, and are closed again. */
class KafkaExamplesTest {

  private static final EventCatalog CATALOG = EventCatalog.standard();

  @TempDir private Path directory;

  private EventStore trail() {
    return EventStore.open(directory.resolve("trail.db"));
  }

  @Test
  void relay_with_a_producer_of_the_host() {
    try (EventStore trail = trail()) {
      MockProducer<String, byte[]> producer =
          new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer());
      trail.append(DomainEvent.of(EventType.PLAN_APPLIED));
      try (KafkaRelay relay = relay(trail, producer)) {
        assertThat(relay.flush(Duration.ofSeconds(30))).isTrue();
        DeliveryMetrics metrics = relay.delivery().metrics();
        assertThat(metrics.delivered()).isEqualTo(1);
        relay.deadLetters().list(20).forEach(letter -> System.out.println(letter.failure()));
        relay.deadLetters().redrive(letter -> true);
      }
      assertThat(read(producer.history().get(0)).kind()).isEqualTo(EventType.PLAN_APPLIED);
    }
  }

  private static KafkaRelay relay(EventStore trail, Producer<String, byte[]> producer) {
    KafkaRelay relay = KafkaRelay.builder(trail, producer).name("siem").topic("audit").start();
    return relay;
  }

  private static DomainEvent read(ProducerRecord<String, byte[]> sent) {
    ConsumerRecord<String, byte[]> record =
        new ConsumerRecord<>(sent.topic(), 0, 0, sent.key(), sent.value());
    sent.headers().forEach(record.headers()::add);
    EventCatalog catalog = CATALOG;
    CloudEventReader reader = CloudEventReader.standard().withCatalog(catalog);
    DomainEvent event = reader.read(record);
    CloudEventReader again = CloudEventReader.standard().withCatalog(CATALOG);
    assertThat(again.read(record)).isEqualTo(event);
    return event;
  }

  @Test
  void relay_with_settings() {
    try (EventStore trail = trail();
        KafkaRelay relay = AuditRelay.start(trail, Map.of("bootstrap.servers", "localhost:1"))) {
      assertThat(relay.delivery().describe()).contains("siem");
    }
    try (EventStore trail = trail()) {
      KafkaRelay relay =
          KafkaRelay.builder(trail, Map.of("bootstrap.servers", "localhost:9092"))
              .name("siem")
              .source(URI.create("//orders.example/trail"))
              .topic(event -> "audit." + event.scope().project())
              .key(DomainEvent::correlationId)
              .start();
      assertThat(relay.close(Duration.ofSeconds(1)).count()).isZero();
    }
  }

  @Test
  void source_with_settings() {
    try (EventStore trail = trail();
        EventBus bus = EventBus.create()) {
      KafkaEventSource source =
          KafkaEventSource.builder(
                  bus, trail, Map.of("bootstrap.servers", "localhost:9092", "group.id", "billing"))
              .name("orders")
              .origin(URI.create("//billing.example/trail"))
              .topics("orders")
              .start();
      source.close();
      assertThat(source.metrics().emitted()).isZero();
    }
  }

  @Test
  void source_of_the_guide() {
    Map<String, Object> consumerSettings =
        Map.of("bootstrap.servers", "localhost:1", "group.id", "billing");
    try (EventStore trail = trail();
        EventBus bus = EventBus.create()) {
      KafkaEventSource source =
          KafkaEventSource.builder(bus, trail, consumerSettings)
              .name("orders")
              .origin(URI.create("//billing.example/trail"))
              .topics("audit")
              .start();
      source.close();
      assertThat(source.name()).isEqualTo("orders");
    }
  }

  @Test
  void json_form() {
    DomainEvent event = DomainEvent.of(EventType.PLAN_APPLIED);
    CloudEventJson cloudEvents = CloudEventJson.from(URI.create("//orders.example/trail"));
    byte[] written = cloudEvents.write(event);
    DomainEvent read = cloudEvents.read(written).event();
    assertThat(read).isEqualTo(event);
  }
}
