package io.tidings.event.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.tidings.event.DomainEvent;
import io.tidings.event.EventBus;
import io.tidings.event.EventCatalog;
import io.tidings.event.EventLimits;
import io.tidings.event.EventSelector;
import io.tidings.event.EventType;
import io.tidings.event.store.EventQuery;
import io.tidings.event.store.EventStore;
import io.tidings.event.store.StoreTap;
import io.tidings.event.testkit.contract.Contract;
import io.tidings.event.testkit.internal.LogCapture;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** Events from Kafka into a trail and a bus. */
class SourceTest extends KafkaTest {

  private static final URI A = URI.create("//a.example/trail");
  private static final URI B = URI.create("//b.example/trail");

  /** A process with a trail, a bus that stores in it, a relay and a source. */
  private final class Host implements AutoCloseable {
    private final EventStore trail;
    private final EventBus bus;
    private final Queue<DomainEvent> received = new ConcurrentLinkedQueue<>();
    private final LinkedBlockingQueue<String> ids = new LinkedBlockingQueue<>();
    private final KafkaRelay relay;
    private final KafkaEventSource source;

    Host(URI name, String topic) throws Exception {
      trail = trail(name.getAuthority() + ".db");
      bus = EventBus.builder().tap(new StoreTap(trail)).build();
      bus.subscribe(
          EventSelector.all(),
          event -> {
            received.add(event);
            ids.add(event.id());
          });
      relay =
          KafkaRelay.builder(trail, cluster().settings())
              .name("shared")
              .source(name)
              .topic(topic)
              .start();
      source = source(bus, trail, name, topic);
    }

    void await(String id) throws InterruptedException {
      for (String next = ""; !next.equals(id); ) {
        next = ids.poll(60, TimeUnit.SECONDS);
        assertThat(next).isNotNull();
      }
    }

    @Override
    public void close() {
      source.close();
      relay.close();
      bus.close();
      trail.close();
    }
  }

  private static Map<String, Object> group(String name) throws Exception {
    Map<String, Object> settings = new HashMap<>(cluster().settings());
    settings.put("group.id", name);
    return settings;
  }

  private static KafkaEventSource source(EventBus bus, EventStore trail, URI origin, String topic)
      throws Exception {
    return KafkaEventSource.builder(bus, trail, group(origin.getAuthority() + "-" + topic))
        .name("shared")
        .origin(origin)
        .topics(topic)
        .catalog(EventCatalog.standard())
        .limits(EventLimits.defaults())
        .start();
  }

  @Contract({"KAF-06", "KAF-07"})
  @Test
  void two_hosts_share_events_once_and_without_a_loop() throws Exception {
    String topic = topic(2);
    try (Host a = new Host(A, topic);
        Host b = new Host(B, topic)) {
      DomainEvent first = DomainEvent.root(EventType.PLAN_APPLIED).planId("p").build();
      a.bus.emit(first);
      b.await(first.id());
      DomainEvent second = DomainEvent.root(EventType.PLAN_APPLIED).planId("q").build();
      b.bus.emit(second);
      a.await(second.id());
      for (int i = 0; i < 20; i++) {
        a.bus.emit(DomainEvent.root(EventType.TOOL_COMPLETED).planId("p").build());
      }
      DomainEvent last = DomainEvent.root(EventType.PLAN_CREATED).planId("p").build();
      a.bus.emit(last);
      b.await(last.id());

      assertThat(a.relay.flush(LONG)).isTrue();
      assertThat(b.relay.flush(LONG)).isTrue();
      assertThat(cluster().read(topic, 23)).hasSize(23);
      assertThat(a.received).extracting(DomainEvent::id).doesNotHaveDuplicates().hasSize(23);
      assertThat(b.received).extracting(DomainEvent::id).doesNotHaveDuplicates().hasSize(23);
      DomainEvent arrived =
          b.received.stream().filter(event -> event.id().equals(first.id())).findFirst().get();
      assertThat(arrived.detail(KafkaEventSource.ORIGIN_DETAIL, String.class))
          .isEqualTo(A.toString());
      assertThat(b.trail.count(EventQuery.platform())).isEqualTo(23);
      assertThat(b.source.name()).isEqualTo("shared");
    }
  }

  private static ProducerRecord<String, byte[]> copy(ConsumerRecord<String, byte[]> record) {
    return new ProducerRecord<>(
        record.topic(), null, record.key(), record.value(), record.headers());
  }

  private static void send(List<ProducerRecord<String, byte[]>> records) throws Exception {
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            cluster().settings(), new StringSerializer(), new ByteArraySerializer())) {
      for (ProducerRecord<String, byte[]> record : records) {
        Future<?> unused = producer.send(record);
      }
      producer.flush();
    }
  }

  @Contract({"KAF-06", "KAF-08"})
  @Test
  void repeated_records_are_skipped_and_foreign_ones_rejected() throws Exception {
    String topic = topic(1);
    List<DomainEvent> made;
    try (EventStore trail = trail("a.db");
        KafkaRelay relay =
            KafkaRelay.builder(trail, cluster().settings())
                .name("siem")
                .source(A)
                .topic(topic)
                .mode(CloudEventMode.STRUCTURED)
                .start()) {
      made = appended(trail, 30, 1);
      assertThat(relay.flush(LONG)).isTrue();
    }
    List<ConsumerRecord<String, byte[]>> records = cluster().read(topic, 30);
    send(
        List.of(
            new ProducerRecord<>(topic, "k", "no CloudEvent".getBytes(StandardCharsets.UTF_8)),
            new ProducerRecord<>(topic, "k", null)));
    send(records.stream().map(SourceTest::copy).toList());

    Queue<DomainEvent> received = new ConcurrentLinkedQueue<>();
    try (EventStore trail = trail("b.db");
        EventBus bus = EventBus.create();
        LogCapture log = LogCapture.of(KafkaEventSource.class.getName())) {
      bus.subscribe(EventSelector.all(), received::add);
      try (KafkaEventSource source = source(bus, trail, B, topic)) {
        await(() -> source.metrics().emitted() + source.metrics().duplicates() == 60);
        assertThat(source.metrics()).isEqualTo(new SourceMetrics(30, 30, 0, 2));
      }
      assertThat(received.stream().map(DomainEvent::id)).containsExactlyElementsOf(ids(made));
      assertThat(log.warnings()).hasSize(2).allMatch(message -> message.contains(topic));

      Map<String, Object> other = group("other-" + topic);
      other.put("auto.offset.reset", "earliest");
      try (KafkaConsumer<String, byte[]> consumer =
              new KafkaConsumer<>(other, new StringDeserializer(), new ByteArrayDeserializer());
          KafkaEventSource again =
              KafkaEventSource.builder(bus, trail, consumer)
                  .name("shared")
                  .origin(B)
                  .topics(topic)
                  .start()) {
        await(() -> again.metrics().duplicates() == 60);
        again.close();
      }
      assertThat(received).hasSize(30);
    }
  }

  @Contract("KAF-08")
  @Test
  void failure_of_the_trail_is_retried_and_loses_nothing() throws Exception {
    String topic = topic(1);
    Queue<DomainEvent> received = new ConcurrentLinkedQueue<>();
    try (EventStore sender = trail("a.db");
        EventStore trail = trail("b.db");
        EventBus bus = EventBus.create();
        LogCapture log = LogCapture.of(KafkaEventSource.class.getName());
        KafkaRelay relay =
            KafkaRelay.builder(sender, cluster().settings())
                .name("a")
                .source(A)
                .topic(topic)
                .start();
        KafkaEventSource source = source(bus, trail, B, topic)) {
      bus.subscribe(EventSelector.all(), received::add);
      sql(trail, "ALTER TABLE delivery_once RENAME TO away");
      List<DomainEvent> made = appended(sender, 10, 1);
      await(() -> !log.warnings().isEmpty());
      assertThat(received).isEmpty();
      sql(trail, "ALTER TABLE away RENAME TO delivery_once");
      await(() -> received.size() == 10);
      assertThat(ids(List.copyOf(received))).isEqualTo(ids(made));
      assertThat(relay.flush(LONG)).isTrue();
      assertThat(source.metrics().emitted()).isEqualTo(10);
    }
  }

  private static void sql(EventStore trail, String statement) {
    Boolean unused =
        trail
            .database()
            .write(
                connection -> {
                  try (Statement sql = connection.createStatement()) {
                    return sql.execute(statement);
                  }
                });
  }

  @Test
  void missing_arguments_are_rejected() throws Exception {
    try (EventStore trail = trail("a.db");
        EventBus bus = EventBus.create()) {
      assertThatIllegalStateException()
          .isThrownBy(() -> KafkaEventSource.builder(bus, trail, group("g")).start())
          .withMessageContaining("origin");
    }
  }
}
