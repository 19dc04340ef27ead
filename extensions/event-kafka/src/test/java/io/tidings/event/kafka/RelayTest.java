package io.tidings.event.kafka;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventDeserializer;
import io.tidings.event.DomainEvent;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventScope;
import io.tidings.event.EventType;
import io.tidings.event.json.CloudEventJson;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoredEvent;
import io.tidings.event.testkit.contract.Contract;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events from a trail through a broker to readers. */
class RelayTest extends KafkaTest {

  private static final URI SOURCE = URI.create("//orders.example/trail");
  private static final URI SCHEMA = URI.create("https://orders.example/events.schema.json");

  private static DomainEvent full() {
    return DomainEvent.root(EventType.PLAN_APPLIED)
        .timestamp(Instant.parse("2026-11-01T12:30:00.000250Z"))
        .correlationId("c-1")
        .causationId("c-0")
        .scope(new EventScope("acme", "lab", "apollo", "ada"))
        .planId("p-1")
        .sessionId("s-1")
        .actorName("Ada L\u00f6ve")
        .traceId("0af7651916cd43dd8448eb211c80319c")
        .spanId("b7ad6b7169203331")
        .detail("text", "a \u2028 b \ud83d\ude00")
        .detail("list", List.of(1, 2.5, Map.of("k", "v")))
        .build();
  }

  @Contract({"KAF-01", "KAF-02"})
  @Test
  void stored_and_new_events_arrive_in_order_per_key() throws Exception {
    String topic = topic(3);
    try (EventStore trail = trail("a.db")) {
      List<DomainEvent> before = appended(trail, 700, 7);
      try (KafkaRelay relay =
          KafkaRelay.builder(trail, cluster().settings())
              .name("siem")
              .topic(topic)
              .key(DomainEvent::sessionId)
              .start()) {
        List<DomainEvent> after = appended(trail, 70, 7);
        assertThat(relay.flush(LONG)).isTrue();
        assertThat(relay.delivery().metrics().position()).isEqualTo(770);

        List<ConsumerRecord<String, byte[]>> records = cluster().read(topic, 770);
        assertThat(recordIds(records)).containsAll(ids(before)).containsAll(ids(after));
        assertThat(records).hasSize(770);
        assertOrderPerKey(records);
        assertThat(relay.close(LONG).count()).isZero();
      }
    }
  }

  @Contract("KAF-01")
  @Test
  void next_start_continues_after_the_position() throws Exception {
    String topic = topic(1);
    try (EventStore trail = trail("a.db")) {
      KafkaRelay.Builder builder =
          KafkaRelay.builder(trail, cluster().settings()).name("siem").topic(topic);
      List<DomainEvent> first = appended(trail, 10, 1);
      try (KafkaRelay relay = builder.start()) {
        assertThat(relay.name()).isEqualTo("siem");
        assertThat(relay.flush(LONG)).isTrue();
      }
      List<DomainEvent> second = appended(trail, 10, 1);
      try (KafkaRelay relay = builder.start()) {
        assertThat(relay.flush(LONG)).isTrue();
      }
      List<String> all = new ArrayList<>(ids(first));
      all.addAll(ids(second));
      assertThat(recordIds(cluster().read(topic, 20))).isEqualTo(all);
    }
  }

  @Contract("KAF-05")
  @ParameterizedTest
  @EnumSource
  void sdk_reads_both_modes_and_the_reader_gives_the_same_event(CloudEventMode mode)
      throws Exception {
    String topic = topic(1);
    EventCatalog catalog = EventCatalog.standard();
    try (EventStore trail = trail("a.db");
        CloudEventDeserializer sdk = new CloudEventDeserializer()) {
      trail.append(full());
      StoredEvent stored = trail.list(EventQuery.platform()).get(0);
      try (KafkaRelay relay =
          KafkaRelay.builder(trail, cluster().settings())
              .name("siem")
              .source(SOURCE)
              .topic(event -> topic)
              .key(DomainEvent::sessionId)
              .mode(mode)
              .schema(catalog, SCHEMA)
              .start()) {
        assertThat(relay.flush(LONG)).isTrue();
      }
      ConsumerRecord<String, byte[]> record = cluster().read(topic, 1).get(0);
      CloudEventReader reader = CloudEventReader.standard().withCatalog(catalog);
      assertThat(record.key()).isEqualTo("s-1");
      assertThat(reader.read(record)).isEqualTo(stored.event());

      CloudEvent read = sdk.deserialize(topic, record.headers(), record.value());
      assertThat(read.getId()).isEqualTo(stored.event().id());
      assertThat(read.getSource()).isEqualTo(URI.create(SOURCE + "?project=apollo"));
      assertThat(read.getType()).isEqualTo("plan.applied");
      assertThat(read.getSubject()).isEqualTo("p-1");
      assertThat(read.getTime()).isEqualTo(OffsetDateTime.parse("2026-11-01T12:30:00.000250Z"));
      assertThat(read.getDataSchema()).isEqualTo(URI.create(SCHEMA + "#/$defs/plan.applied"));
      assertThat(read.getDataContentType()).isEqualTo("application/json");
      assertThat(read.getExtension("correlationid")).isEqualTo("c-1");
      assertThat(read.getExtension("causationid")).isEqualTo("c-0");
      assertThat(read.getExtension("sequence")).isEqualTo("0000000000000000001");
      assertThat(read.getExtension("partitionkey")).isEqualTo("s-1");
      assertThat(read.getExtension("recordedtime"))
          .isEqualTo(
              CloudEventJson.standard()
                  .attributes(
                      stored.event(), new CloudEventJson.Placement(1, stored.receivedAt(), null))
                  .get("recordedtime"));
      assertThat(read.getExtension("traceparent"))
          .isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
      assertThat(reader.read(read)).isEqualTo(stored.event());
      assertThat(requireNonNull(read.getData()).toBytes()).isNotEmpty();
    }
  }

  @Contract("KAF-07")
  @Test
  void events_of_another_source_are_not_relayed() throws Exception {
    String topic = topic(1);
    try (EventStore trail = trail("a.db")) {
      DomainEvent foreign =
          full().toBuilder().id("foreign").detail("tidings_origin", "//b.example").build();
      trail.append(List.of(foreign, full()));
      try (KafkaRelay relay =
          KafkaRelay.builder(trail, cluster().settings())
              .name("siem")
              .source(SOURCE)
              .topic(topic)
              .query(EventQuery.platform())
              .startingAfter(0)
              .start()) {
        assertThat(relay.flush(LONG)).isTrue();
      }
      assertThat(recordIds(cluster().read(topic, 1))).doesNotContain("foreign");
    }
  }
}
